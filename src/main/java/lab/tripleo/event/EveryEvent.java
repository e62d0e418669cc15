package lab.tripleo.event;

/** A listener that does the same with every event. */
public abstract class EveryEvent implements RunListener {
  /** Takes an event of whichever kind. */
  protected abstract void any(RunEvent event);

  @Override
  public final void runStarted(RunEvent.RunStarted event) {
    any(event);
  }

  @Override
  public final void playStarted(RunEvent.PlayStarted event) {
    any(event);
  }

  @Override
  public final void taskStarted(RunEvent.TaskStarted event) {
    any(event);
  }

  @Override
  public final void hostStarted(RunEvent.HostStarted event) {
    any(event);
  }

  @Override
  public final void hostFinished(RunEvent.HostFinished event) {
    any(event);
  }

  @Override
  public final void itemFinished(RunEvent.ItemFinished event) {
    any(event);
  }

  @Override
  public final void retried(RunEvent.Retried event) {
    any(event);
  }

  @Override
  public final void taskPlanned(RunEvent.TaskPlanned event) {
    any(event);
  }

  @Override
  public final void taskSkipped(RunEvent.TaskSkipped event) {
    any(event);
  }

  @Override
  public final void diffShown(RunEvent.DiffShown event) {
    any(event);
  }

  @Override
  public final void noHostsMatched(RunEvent.NoHostsMatched event) {
    any(event);
  }

  @Override
  public final void runFinished(RunEvent.RunFinished event) {
    any(event);
  }

  @Override
  public final void plainLine(RunEvent.PlainLine event) {
    any(event);
  }
}
