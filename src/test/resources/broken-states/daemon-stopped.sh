# Stack's libvirt daemon does not run, but the virtual machine does.
machine
as_stack systemctl --user stop tripleo-lab-session.service
