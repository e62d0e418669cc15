/**
 * How files are read and written safely: whole or not at all, for their owner alone, one program at
 * a time. Knows nothing of what they hold.
 */
package lab.tripleo.files;
