# Stack's daemon does not run, the machine does.
machine
as_stack systemctl --user stop tripleo-lab-session.service
