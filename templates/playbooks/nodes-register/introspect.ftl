<#assign options = []>
<#list release.nodes.get().introspection().options() as option>
  <#assign options += ["--" + option, (option == "concurrency")?then(introspection.concurrency, introspection.timeoutMinutes * 60)?c]>
</#list>
- name: Introspect - let Ironic inspect new nodes
  hosts: tripleo-stack
  tags: [introspect]
  gather_facts: false
  tasks:
<@skipInCheckMode/>

<@step name="introspect" limit=introspectLimit command=["openstack", "overcloud", "node", "introspect"] + options/>
