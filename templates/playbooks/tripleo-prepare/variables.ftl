<#-- Variables that several sections use. -->
<#include "../prepare/variables.ftl">
<#include "guest.ftl">
<#assign
  machine = lab.tripleo
  image = machine.disk.image
  address = nat.tripleoAddress
  home = "/home/stack/tripleo-lab"
  base = images + "/" + machine.disk.image.fileName()
  disk = images + "/tripleo.qcow2"
  seed = images + "/tripleo-seed.iso"
  consoleLog = images + "/tripleo-console.log"
  making = home + "/tripleo.making"
  made = home + "/tripleo.made"
  settings = home + "/tripleo-settings"
>
