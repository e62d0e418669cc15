# The user is gone, the machine runs on.
# In ./check.
machine
loginctl disable-linger stack
rm -f /var/lib/systemd/linger/stack
pkill -KILL -u stack -x libvirtd || true
sed -i '/^stack:/d' /etc/passwd /etc/shadow
