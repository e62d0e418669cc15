/**
 * Turns a {@link lab.tripleo.model.Lab} into inventory and playbooks. Pure: the same lab gives the
 * same bytes; writing is a second step. Hides FreeMarker.
 */
package lab.tripleo.generation;
