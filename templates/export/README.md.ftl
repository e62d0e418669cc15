# Lab ${lab.name}

Ansible playbooks that make a TripleO lab (release ${lab.release.name}) on a hypervisor with ${lab.hypervisor.platform.title}, for those who run
Ansible and nothing else. They were generated for this one lab: names, addresses and options are decided in them, and each can be read from
top to bottom as the list of what will happen.

![The lab](topology.svg)

`sha256sum --check MANIFEST.sha256`<#if runner>, in the folder above `project`,</#if> tells whether a file here is another than at the time of the export. `tripleo-lab.lock` lists what the lab is made from:
release, image, tags, versions of VirtualBMC and Ansible. These are in the playbooks and requirements already; where it says `not resolved`, a host takes what is there at the time.

## What is needed

- This machine: Linux, Python ${ansible.pythons()}, OpenSSH (8.4 or newer to give root's password by the environment). `pip install -r requirements.txt` installs Ansible with the collections. With
  an ansible-core of your own: `ansible-galaxy collection install -r requirements.yml`.
- The hypervisor: ${lab.hypervisor.platform.title}, reached by ssh as root<#if lab.hypervisor.controlPlaneInterface.isPresent()>, with a second network interface ${lab.hypervisor.controlPlaneInterface.get()} that carries no traffic</#if>. The first
  section of `playbooks/prepare.yml` checks it and says what is missing before anything is changed.
<#if address.isPresent()>
- Its address is in `playbooks/workspace.yml`: ${address.get().text()}. Another one: `--extra-vars hypervisor_address=NAME`<#if runner>; for ansible-runner, write `hypervisor_address: NAME` into `env/extravars`</#if>.
<#else>
- The lab was made for a sandbox, so no address is in here: give the hypervisor's to `playbooks/workspace.yml`, with `--extra-vars hypervisor_address=NAME`<#if runner>; for
  ansible-runner, write `hypervisor_address: NAME` into `env/extravars`</#if>.
</#if>
<#if image.isLocal()>
- The image of the machine `tripleo` (${lab.release.machine.system} with cloud-init, qcow2). `tripleo-prepare.yml` takes it from `${image.source()}` of the hypervisor, and nothing
  in this folder puts it there<#if !address.isPresent()>; in a sandbox tripleo-lab does</#if>. Put one there, or have this folder made again by a lab that has the URL of an image in its `configuration/environment`: `TRIPLEO_IMAGE_URL=https://...`.
</#if>

## The order of things

<#if runner>
With ansible-runner, from the folder above `project`:

    ansible-runner run . -p playbooks/workspace.yml
<#list stages as stage>
    ansible-runner run . -p playbooks/${stage.word}.yml
</#list>

It has no options of ansible-playbook: give them with `--cmdline`, which takes the place of `env/cmdline`, and begin them with the inventory that is there:

    ansible-runner run . -p playbooks/prepare.yml --cmdline "--inventory inventory/hosts.yml --check --diff"

Variables are written into `env/extravars`, such as `hypervisor_address: NAME`. Or, in the folder `project`:

</#if>
    ansible-playbook playbooks/workspace.yml
<#list stages as stage>
    ansible-playbook playbooks/${stage.word}.yml
</#list>

The others need what `workspace.yml` makes: before it they end at once, as `workspace/lab-id` is not found.

Each can be run again: what is done already is not done twice. `--check --diff` shows what would be changed; `--tags` does some sections. `playbooks/site.yml` does the
<#assign last = stages?size>${last} stages after `workspace.yml` in one.

| playbook | what it does |
| --- | --- |
| `workspace.yml` | keys, passwords and the configuration of ssh in `workspace/`, on this machine; authorises the lab's key at root's account of the hypervisor |
<#list stages as stage>
| `${stage.word}.yml` | ${stage.purpose} |
</#list>
| `clean.yml` | takes away what the others made, and nothing else |
<#list stages as stage>

### ${stage.word}

<#list stage.plays as play>
- ${play.name}
</#list>
</#list>

## The way back

`ansible-playbook playbooks/clean.yml --tags plan` says what would be removed, `ansible-playbook playbooks/clean.yml` removes it, and with `--tags all,purge` the user `stack` and the packages that came with the lab too: machines with their disks, VirtualBMC, networks, the bridge, services
and settings. It finds them by their marks and touches nothing else, from whatever state the lab is in. While `prepare.yml` changes the network, a timer on the hypervisor is
armed that undoes the change unless a new connection proves it harmless.
<#if runner>

With ansible-runner:

    ansible-runner run . -p playbooks/clean.yml --cmdline "--inventory inventory/hosts.yml --tags plan"
    ansible-runner run . -p playbooks/clean.yml
    ansible-runner run . -p playbooks/clean.yml --cmdline "--inventory inventory/hosts.yml --tags all,purge"
</#if>

## Secrets

None is in this export<#if vault>, except in `secrets.yml`, which ansible-vault has encrypted: the keys and passwords of the lab as it is. Give the password with
`--vault-password-file FILE` or `--ask-vault-pass` to `workspace.yml`<#if runner> (`ansible-runner run . -p playbooks/workspace.yml --cmdline "--inventory inventory/hosts.yml --vault-password-file FILE"`, FILE with its whole path)</#if></#if>. `workspace.yml` makes those that are missing, and keeps them in `workspace/`, readable by you alone:

| what | where it comes from |
| --- | --- |
| the lab's keys | made with ssh-keygen<#if vault>, unless they came along</#if> |
| passwords of the users `stack` | the variable TRIPLEO_LAB_STACK_PASSWORD of the environment, or else 25 random letters and digits |
| root's password of the hypervisor, or a key that root accepts | a key of your ssh agent or of `~/.ssh`; or the variable TRIPLEO_LAB_ROOT_PASSWORD of the environment; or typed, at `ssh-copy-id`, whose line is shown where it is needed. It is used once and not kept |
| the hypervisor's host key | what it answers at the first contact, shown; or the expected one, with `--extra-vars hypervisor_host_key=AAAA...`<#if runner> (for ansible-runner, `hypervisor_host_key: AAAA...` in `env/extravars`)</#if> |
<#if lab.release.name?starts_with("rhosp")>
| the login to registry.redhat.io | written by you into `workspace/passwords/registry.redhat.io`: the user name and, on a second line, the password |
</#if>

`execution-environment.yml` is for ansible-builder; `AWX.md` tells how to bring this into AWX or Automation Controller.
