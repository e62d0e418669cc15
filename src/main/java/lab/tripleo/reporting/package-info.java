/**
 * Folds the events of a run into progress, summaries and records. Only the JDK; knows nothing of
 * processes.
 */
package lab.tripleo.reporting;
