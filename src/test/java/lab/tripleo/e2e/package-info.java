/**
 * Runs the packaged program through its launcher, as a user does, against real containers. Only the
 * machine itself is a stand-in.
 */
package lab.tripleo.e2e;
