/**
 * The packaged program, started by its launcher as a user starts it, against real containers.
 * Nothing is replaced by a stand-in but the machine itself.
 */
package lab.tripleo.e2e;
