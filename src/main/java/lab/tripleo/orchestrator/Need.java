package lab.tripleo.orchestrator;

/**
 * Something that is missing here.
 *
 * @param what its name
 * @param why what it is for
 * @param how what will be done to get it, for people
 * @param installable whether {@link Orchestrator#install} can do that; otherwise {@code how} tells
 *     the user what to do
 */
public record Need(String what, String why, String how, boolean installable) {}
