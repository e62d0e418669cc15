# User stack is missing, but the virtual machine runs.
# In ./check.
machine
loginctl disable-linger stack
rm -f /var/lib/systemd/linger/stack
pkill -KILL -u stack -x libvirtd || true
sed -i '/^stack:/d' /etc/passwd /etc/shadow
