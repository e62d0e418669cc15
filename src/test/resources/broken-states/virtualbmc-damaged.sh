# VirtualBMC does not run, and its data is damaged.
systemctl stop virtualbmc.service
rm -rf /opt/tripleo-lab/virtualbmc
mkdir -p /var/lib/tripleo-lab/tripleo-lab/virtualbmc/tripleo
echo garbage >/var/lib/tripleo-lab/tripleo-lab/virtualbmc/tripleo/config
