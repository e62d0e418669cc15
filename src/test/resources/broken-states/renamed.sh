# The lab had another name and another bridge.
mv /etc/tripleo-lab/tripleo-lab /etc/tripleo-lab/formerly
grep -rlxZ '# Managed by tripleo-lab, lab tripleo-lab' /etc /usr/local/bin |
  xargs -0 sed -i 's/# Managed by tripleo-lab, lab tripleo-lab$/# Managed by tripleo-lab, lab formerly/'
sed -i 's/, lab tripleo-lab/, lab formerly/' /etc/passwd /etc/qemu/bridge.conf
ip link set dev os-ctlplane alias tripleo-lab:formerly
mv /var/lib/tripleo-lab/tripleo-lab /var/lib/tripleo-lab/formerly
