# A network was undefined while it was active.
virsh --quiet net-undefine virtual-machine-control-plane
