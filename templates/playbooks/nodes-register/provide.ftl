- name: Provide - make the nodes available
  hosts: tripleo-stack
  tags: [provide]
  gather_facts: false
  tasks:
<@skipInCheckMode/>

    # The client of some releases reports success too early or never fails: the states of the nodes decide.
<@step name="provide" limit=provideLimit command=["openstack", "overcloud", "node", "provide"]/>
