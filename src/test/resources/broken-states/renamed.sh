# The lab had another name and another bridge.
mv /etc/tripleo-lab/tripleo-lab /etc/tripleo-lab/formerly
sed -i 's/# Managed by tripleo-lab, lab tripleo-lab$/# Managed by tripleo-lab, lab formerly/' $(grep -rlx '# Managed by tripleo-lab, lab tripleo-lab' /etc /usr/local/bin)
sed -i 's/, lab tripleo-lab/, lab formerly/' /etc/passwd /etc/qemu/bridge.conf
ip link set dev os-ctlplane alias tripleo-lab:formerly
mv /var/lib/tripleo-lab/tripleo-lab /var/lib/tripleo-lab/formerly
