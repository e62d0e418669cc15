package lab.tripleo.orchestrator;

/**
 * A program that the orchestrator lacks.
 *
 * @param what the name of the program
 * @param why its purpose
 * @param how describes the installation for the user
 * @param installable whether {@link Orchestrator#install} can install it; otherwise {@code how}
 *     tells the user what to do
 */
public record Need(String what, String why, String how, boolean installable) {}
