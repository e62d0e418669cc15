/** Logs and configuration of the lab's hosts into the record of a run, without secrets. */
package lab.tripleo.results;
