/**
 * Turns the events of a run into progress, summaries and reports. Knows nothing of processes and of
 * the record's folder.
 */
package lab.tripleo.reporting;
