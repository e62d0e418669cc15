<#-- Variables that several sections use. -->
<#include "../prepare/variables.ftl">
<#include "../tripleo-prepare/guest.ftl">
<#assign
  installer = "/home/stack/tripleo-lab/undercloud-install"
  settingsFile = "/home/stack/undercloud.conf"
  imagesFile = "/home/stack/containers-prepare-parameter.yaml"
  installLog = "/home/stack/undercloud_install.log"
  containers = release.containers
  localIp = lab.undercloud.conf.localIp()
  followSeconds = 20
  settingsSum = lab.undercloud.settingsSum()
>
