/** Files in memory into a folder or an archive that is handed over: the same bytes each time. */
package lab.tripleo.export;
