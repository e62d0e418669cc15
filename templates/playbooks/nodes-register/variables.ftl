<#-- Variables and macros that several sections use. The limit of introspection has room for a second attempt, which the client makes. -->
<#include "../prepare/variables.ftl">
<#include "../tripleo-prepare/guest.ftl">
<#assign
  virtual = lab.nodes.virtual
  physical = lab.nodes.physical
  introspection = lab.nodes.introspection
  registration = "/home/stack/tripleo-lab/registration"
  registrar = registration + "/nodes-register"
  nodesFile = "/home/stack/nodes.json"
  registerLog = "/home/stack/nodes_register.log"
  bmcPassword = "workspace/passwords/admin@virtualbmc"
  passwordFiles = virtual?has_content?then([bmcPassword], [])
  deployImages = "/var/lib/ironic/httpboot"
  inspectorLog = "/var/log/containers/ironic-inspector/ironic-inspector.log"
  introspect = introspection.enabled?then(["--introspect"], [])
  followSeconds = 20
  registerLimit = 900 + 30 * lab.nodes.names()?size
  introspectLimit = 300 + 2 * introspection.timeoutMinutes * 60 * ((lab.nodes.names()?size + introspection.concurrency - 1) / introspection.concurrency)?int
  provideLimit = 3600
  answerSeconds = "300"
>
<#list physical as node>
  <#if !passwordFiles?seq_contains(node.bmc.passwordFile?string)><#assign passwordFiles += [node.bmc.passwordFile?string]></#if>
</#list>
<#-- Starts a step and follows it. Its failure ends nothing: the section verify tells the state of each node. -->
<#macro step name limit command>
    - name: Start the step ${name} if a node needs it
      ansible.builtin.command:
        argv: [${([guest.python, registrar, "start", name, limit?c] + introspect)?map(it -> yaml(it))?join(", ")},
               ${command?map(it -> yaml(it))?join(", ")}]
      register: start
      changed_when: start.stdout == 'started'
      when:
        - todo.needed | length > 0
        - not ansible_check_mode

<@follow what="the step " + name condition="start.stdout | default('nothing') != 'nothing'"/>
</#macro>
<#-- Follows the step that runs. -->
<#macro follow what condition>
<@followInMachine name="Follow " + what + " (log file " + registerLog + " in the virtual machine)"
  command=guest.python + " " + registrar + " follow " + followSeconds stage="nodes-register"/>
      # Each attempt takes seconds; the step ends at its own time limit.
      retries: ${registerLimit + introspectLimit + provideLimit}
      failed_when: following.rc not in [0, 75]
      when:
        - ${condition}
        - not ansible_check_mode
</#macro>
<#-- Without the nodes file there is nothing to decide by. -->
<#macro skipInCheckMode>
    - name: Skip this play in check mode when the nodes file changes
      ansible.builtin.meta: end_host
      when: ansible_check_mode and nodes_file is changed
</#macro>
<#-- A node of the nodes file; disk: the one that gets the system, if it has several. -->
<#macro entry node address port user password macs disk="">
          - name: ${yaml(node.name)}
            arch: x86_64
            cpu: "${node.hardware.cpus?c}"
            memory: "${node.hardware.memoryMib?c}"
            disk: "${node.hardware.disksGib[0]?c}"
            capabilities: profile:${node.role.profile()},boot_mode:${node.hardware.bootMode.word()},boot_option:local
<#if disk != "" && node.hardware.disksGib?size gt 1>
            root_device: {name: ${disk}}
</#if>
            pm_type: ipmi
            pm_addr: "${address}"
            pm_port: "${port?c}"
            pm_user: ${yaml(user)}
            pm_password: ${password}
            ports:
<#list macs as mac>
              - {address: "${mac}", physical_network: ctlplane}
</#list>
</#macro>
