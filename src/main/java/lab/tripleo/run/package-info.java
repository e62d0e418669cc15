/**
 * What happens between "the user said run" and the verdict: the lab is read, the host is reached,
 * playbooks run, the record is written. Knows neither picocli nor the command line.
 */
package lab.tripleo.run;
