# The system's libvirt does not run.
# In ./check.
machine
systemctl stop libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket libvirtd.service
