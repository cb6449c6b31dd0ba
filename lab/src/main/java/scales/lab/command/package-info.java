/**
 * What commands share: how far they are, Ctrl-C, waiting, folders for the time being, how to do it again.
 *
 * <p>Imports: JDK, picocli.
 */
package scales.lab.command;
