# Ansible and the collections of requirements.yml in one: pip install -r requirements.txt
ansible==${ansible.release}
# From Python 3.13 on, hashing a password needs it.
passlib==1.7.4
