# Lab ${lab.name}

These Ansible playbooks create a TripleO lab on one hypervisor. You need Ansible, but not the program
that generated them.

| | |
|---|---|
| Hypervisor | ${lab.hypervisor.platform.title} |
| Release | ${lab.release.name} |

The playbooks are for this lab only. Names, addresses and options are fixed in them. Read each
playbook from top to bottom: it lists what will happen, in order.

![The lab](topology.svg)

## Requirements

This machine needs Linux, Python ${ansible.pythons()} and OpenSSH. Install Ansible with its
collections:

```sh
pip install -r requirements.txt
```

If you have your own ansible-core, install only the collections:

```sh
ansible-galaxy collection install -r requirements.yml
```

The hypervisor needs:

- ${lab.hypervisor.platform.title}, with ssh for root
<#if lab.hypervisor.controlPlaneInterface.isPresent()>
- a second network interface ${lab.hypervisor.controlPlaneInterface.get()} that carries no traffic
</#if>

The first section of `playbooks/prepare.yml` checks this. It says what is missing before it changes
anything.

<#if address.isPresent()>
The address of the hypervisor is `${address.get().text()}`, as set in `playbooks/workspace.yml`. For
another one, add `--extra-vars hypervisor_address=NAME` to the command for `workspace.yml`.
<#else>
This export has no address of a hypervisor, because the lab was made for a sandbox. Add
`--extra-vars hypervisor_address=NAME` to the command for `workspace.yml`.
</#if>
<#if runner>
For ansible-runner, write `hypervisor_address: NAME` into `env/extravars`.
</#if>
<#if image.isLocal()>

### The image of the virtual machine

`tripleo-prepare.yml` reads the image of the virtual machine `tripleo` from this path on the
hypervisor: `${image.source()}`. It must be ${lab.release.machine.system} with cloud-init, as qcow2.

Nothing in this folder puts the image there.<#if !address.isPresent()> In a sandbox, tripleo-lab does.</#if> You have two choices:

- Put an image there.
- Set `TRIPLEO_IMAGE_URL=https://...` in the lab's `configuration/environment`, and export again.
</#if>

## Run

<#if runner>
With ansible-runner, type this in the folder above `project`:

```sh
ansible-runner run . -p playbooks/workspace.yml
<#list stages as stage>
ansible-runner run . -p playbooks/${stage.word}.yml
</#list>
```

ansible-runner has no options of ansible-playbook. Use `--cmdline`, which replaces `env/cmdline`.
Start with the inventory that is there:

```sh
ansible-runner run . -p playbooks/prepare.yml --cmdline "--inventory inventory/hosts.yml --check --diff"
```

Write variables into `env/extravars`.

With ansible-playbook, type this in the folder `project`:

<#else>
Type this in this folder:

</#if>
```sh
ansible-playbook playbooks/workspace.yml
<#list stages as stage>
ansible-playbook playbooks/${stage.word}.yml
</#list>
```

Run `workspace.yml` first.

Ansible finds the inventory by `ansible.cfg`. It ignores that file in another folder, in a folder
that everybody can write to, and if ANSIBLE_CONFIG is set. Then add
`--inventory inventory/hosts.yml`. Without its hosts or its workspace, each playbook fails at once
and names the remedy.

The inventory has all settings of the ssh connections. So ssh checks host keys, even where
`ansible.cfg`, ansible-runner or AWX turns that off.

You can run each playbook again; a second run changes nothing. `--check --diff` shows what would
change. `--tags` runs some sections only. Do not use `--limit`. <#assign last = stages?size>`playbooks/site.yml` runs all ${last} stages after `workspace.yml`.

| Playbook | Purpose |
|---|---|
| `workspace.yml` | create keys, passwords and the ssh configuration in `workspace/`, and authorise the lab's key for root on the hypervisor |
<#list stages as stage>
| `${stage.word}.yml` | ${stage.purpose} |
</#list>
| `clean.yml` | remove what the others created, and nothing else |
<#list stages as stage>

### Sections of ${stage.word}

<#list stage.plays?filter(it -> it.tags?join("") != "always") as play>
- ${play.name}
</#list>
</#list>

## Remove the lab

```sh
ansible-playbook playbooks/clean.yml --tags plan         # lists what would be removed
ansible-playbook playbooks/clean.yml                     # removes it
ansible-playbook playbooks/clean.yml --tags all,purge    # also user stack and installed packages
```
<#if runner>

With ansible-runner:

```sh
ansible-runner run . -p playbooks/clean.yml --cmdline "--inventory inventory/hosts.yml --tags plan"
ansible-runner run . -p playbooks/clean.yml
ansible-runner run . -p playbooks/clean.yml --cmdline "--inventory inventory/hosts.yml --tags all,purge"
```
</#if>

`clean.yml` removes virtual machines with their disks, VirtualBMC, networks, the bridge, services and
settings. It finds them by their marks, even in a broken lab.

While `prepare.yml` changes the network, a timer is armed on the hypervisor. It rolls back the change
if the hypervisor does not answer a new connection.

## Secrets

<#if vault>
`secrets.yml` has the keys and passwords of the lab, encrypted by ansible-vault. Nothing else in this
export is secret. Give the password to `workspace.yml` with `--vault-password-file FILE` or
`--ask-vault-pass`.
<#if runner>

With ansible-runner, give the full path of FILE:

```sh
ansible-runner run . -p playbooks/workspace.yml --cmdline "--inventory inventory/hosts.yml --vault-password-file FILE"
```
</#if>
<#else>
This export contains no secret.
</#if>

`workspace.yml` creates missing secrets in `workspace/`. Only you can read them.

| Secret | Where it comes from |
|---|---|
| the lab's keys | created with ssh-keygen<#if vault>, unless `secrets.yml` has them</#if> |
| passwords of the users `stack` | the environment variable TRIPLEO_LAB_STACK_PASSWORD, or 25 random letters and digits |
| password of the nodes' BMCs | 20 random letters and digits |
<#list lab.nodes.physical as node>
| `${node.bmc.passwordFile}` | you write it: the password of the BMC of physical node ${node.name} |
</#list>
| root's access to the hypervisor | a key of your ssh agent or of `~/.ssh`; or the environment variable TRIPLEO_LAB_ROOT_PASSWORD, which needs OpenSSH 8.4 or newer; or you type the password for the `ssh-copy-id` command that the error shows. The password is used once and not kept |
| the hypervisor's host key | what the hypervisor answers at the first contact, which is shown; or the expected key, with `--extra-vars hypervisor_host_key=AAAA...`<#if runner> (for ansible-runner, `hypervisor_host_key: AAAA...` in `env/extravars`)</#if> |
<#if lab.release.name?starts_with("rhosp")>
| the login to registry.redhat.io | you write it into `workspace/passwords/registry.redhat.io`: the user name and, on a second line, the password |
</#if>

## Other files

- `MANIFEST.sha256`: `sha256sum --check MANIFEST.sha256`<#if runner>, in the folder above `project`,</#if> shows whether a file has changed
  since the export.
- `tripleo-lab.lock` pins release, image, tags, and the versions of VirtualBMC and Ansible. Playbooks
  and requirements already use them. For a `not resolved` value, a host takes what it finds at the
  time of the run.
- `execution-environment.yml` is for ansible-builder.
- `AWX.md` explains how to use this folder in AWX or Automation Controller.
