# Ansible and the collections of requirements.yml in one: pip install -r requirements.txt
ansible==${ansible.release}
# That release takes any of this line; the playbooks were tested with this one.
ansible-core==${ansible.core}
# From Python 3.13 on, hashing a password needs it.
passlib==1.7.4
