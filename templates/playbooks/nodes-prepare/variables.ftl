<#-- Variables that several sections use. -->
<#include "../prepare/variables.ftl">
<#include "../tripleo-prepare/guest.ftl">
<#assign
  nodes = lab.nodes.virtual
  machine = lab.release.machine
  uefi = nodes?filter(it -> it.hardware.bootMode.word() == "uefi")?has_content
  nodesRecord = marks + "/nodes"
  bmcs = state + "/virtualbmc"
  bmcUser = lab.virtualBmc.user()
  bmcPassword = "admin@virtualbmc"
>
