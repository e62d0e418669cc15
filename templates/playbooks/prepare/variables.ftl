<#-- Variables that several sections use. -->
<#assign
  platform = lab.hypervisor.platform
  system = lab.hypervisor.osRelease()
  helper = platform.libvirt.bridgeHelper
  nat = lab.virtualMachineControlPlane
  openstack = lab.openstackControlPlane
  bridge = openstack.bridge
  hasNic = lab.hypervisor.controlPlaneInterface.isPresent()
  nic = lab.hypervisor.controlPlaneInterface.orElse("")
  session = lab.hypervisor.libvirtScope.isSession()
  libvirtUri = lab.hypervisor.libvirtScope.uri()
  userUnits = platform.libvirt.sessionDaemon.userUnits
  apt = platform.packageManager.word() == "apt"
  yum = platform.packageManager.word() == "yum"
  networkd = platform.networkBackend.word() == "systemd-networkd"
  mark = lab.ownershipMark()
  managed = "# Managed by tripleo-lab, lab " + lab.name
  marks = "/etc/tripleo-lab/" + lab.name
  state = "/var/lib/tripleo-lab/" + lab.name
  images = "/home/stack/tripleo-lab/images"
  siteNetwork = lab.siteNetwork
  proxied = siteNetwork.httpProxy.isPresent() || siteNetwork.httpsProxy.isPresent()
  closed = proxied || siteNetwork.caBundle.isPresent() || siteNetwork.pypiIndexUrl.isPresent()
  sessionDaemonName = platform.libvirt.sessionDaemon.binary?keep_after_last("/")
  modular = sessionDaemonName == "virtqemud"
  systemDaemonFolder = "/etc/systemd/system/" + sessionDaemonName + ".service.d"
  sessionUnit = "tripleo-lab-session.service"
  guestsUnit = "tripleo-lab-session-guests.service"
  bmcUnit = "virtualbmc.service"
  bmcPorts = lab.virtualBmc.firstPort() + "-" + lab.lastBmcPort() + "/udp"
  firewallLook = "{bridge: " + yaml(nat.bridge) + ", address: " + nat.gateway + ", subnet: " + nat.subnet
    + ", ports: " + lab.virtualBmc.firstPort()?c + "-" + lab.lastBmcPort()?c + ", bridged: " + yaml(bridge) + "}"
  stackComment = "tripleo-lab, lab " + lab.name
  networkdSettings = "/etc/systemd/networkd.conf.d/10-tripleo-lab.conf"
  networkdWait = marks + "/network/wait-online"
  markUnit = "tripleo-lab-" + bridge + "-mark.service"
>
<#-- The lab's own files with its mark in the first lines. -->
<#assign labFiles = ["/etc/sudoers.d/stack", "/etc/systemd/system/" + markUnit]
  + session?then(
      userUnits?then(["/etc/systemd/user/" + sessionUnit, "/etc/systemd/user/" + guestsUnit], ["/etc/systemd/system/" + sessionUnit]),
      [systemDaemonFolder + "/tripleo-lab.conf"])
  + ["/etc/systemd/system/" + bmcUnit, "/usr/local/bin/vbmc"]>
<#-- The network configuration files that define the bridge. -->
<#if networkd>
  <#assign networkFolder = "/etc/systemd/network" networkMode = "0644"
    networkFiles = ["10-" + bridge + ".netdev", "10-" + bridge + ".network"] + hasNic?then(["10-" + bridge + "-port.network"], [])>
<#elseif platform.networkBackend.word() == "NetworkManager">
  <#assign networkFolder = "/etc/NetworkManager/system-connections" networkMode = "0600"
    networkFiles = [bridge + ".nmconnection"] + hasNic?then([bridge + "-port.nmconnection"], [])>
<#else>
  <#assign networkFolder = "/etc/sysconfig/network-scripts" networkMode = "0644"
    networkFiles = ["ifcfg-" + bridge] + hasNic?then(["ifcfg-" + nic], [])>
</#if>
