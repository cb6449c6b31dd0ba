/**
 * What commands share: how far they are, Ctrl-C, waiting, folders for the time being.
 *
 * <p>Imports: JDK.
 */
package scales.lab.command;
