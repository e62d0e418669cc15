/**
 * What the lab is: plain values, checked by their constructors. Knows nothing of files, formats,
 * templates or processes; the configuration reader reports a user's mistakes before.
 */
package lab.tripleo.model;
