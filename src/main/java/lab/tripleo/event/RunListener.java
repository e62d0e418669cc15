package lab.tripleo.event;

/** Receives the events of a run in their order, one at a time. */
public interface RunListener {
  void runStarted(RunEvent.RunStarted event);

  void playStarted(RunEvent.PlayStarted event);

  void taskStarted(RunEvent.TaskStarted event);

  void hostStarted(RunEvent.HostStarted event);

  void hostFinished(RunEvent.HostFinished event);

  void itemFinished(RunEvent.ItemFinished event);

  void retried(RunEvent.Retried event);

  void taskPlanned(RunEvent.TaskPlanned event);

  void taskSkipped(RunEvent.TaskSkipped event);

  void diffShown(RunEvent.DiffShown event);

  void noHostsMatched(RunEvent.NoHostsMatched event);

  void runFinished(RunEvent.RunFinished event);

  void plainLine(RunEvent.PlainLine event);
}
