/**
 * What commands show while they work.
 *
 * <p>Imports: JDK.
 */
package scales.lab.terminal;
