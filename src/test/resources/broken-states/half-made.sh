# The lab is incomplete: no VirtualBMC, no pool, and a defined network that was never started.
systemctl disable --quiet --now virtualbmc.service
rm -rf /etc/systemd/system/virtualbmc.service /usr/local/bin/vbmc /var/lib/tripleo-lab /opt/tripleo-lab "$MARKS/objects.json"
systemctl daemon-reload
as_stack virsh --quiet --connect qemu:///session pool-destroy tripleo-lab
as_stack virsh --quiet --connect qemu:///session pool-undefine tripleo-lab
virsh --quiet net-destroy virtual-machine-control-plane
virsh --quiet net-autostart --disable virtual-machine-control-plane
