/**
 * What the lab is: plain values, checked when they are made. Knows nothing of files, formats,
 * templates or processes; the configuration reader reports a user's mistakes before it comes here.
 */
package lab.tripleo.model;
