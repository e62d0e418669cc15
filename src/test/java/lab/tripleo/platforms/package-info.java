/**
 * Keeps the records of runs for {@code src/platforms/table}, which makes {@code docs/platforms.md}
 * of them.
 */
package lab.tripleo.platforms;
