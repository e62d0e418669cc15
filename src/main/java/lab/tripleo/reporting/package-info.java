/** Folds the events of a run into progress, summaries and records. Knows nothing of processes. */
package lab.tripleo.reporting;
