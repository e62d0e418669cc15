/**
 * Copies run records for {@code src/platforms/table}, which writes {@code docs/platforms.md} from
 * them.
 */
package lab.tripleo.platforms;
