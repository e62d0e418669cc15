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
<#-- Shell: removes complete escape sequences; of an incomplete one, only ESC: what follows may be text. -->
<#assign printable = r"printable() { LC_ALL=C sed -E 's,\x1b(\[[0-?]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][0-9A-Z]|[78=>]),,g' | tr -cd '\11\12\40-\176'; }">
