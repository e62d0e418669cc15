# Ansible and the collections of requirements.yml in one: pip install -r requirements.txt
ansible==${ansible.release}
# That Ansible release accepts any patch version of this ansible-core; the playbooks were tested with this one.
ansible-core==${ansible.core}
# Needed to hash passwords with Python 3.13 or later.
passlib==1.7.4
