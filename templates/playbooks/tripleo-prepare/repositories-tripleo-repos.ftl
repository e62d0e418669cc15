<#assign
  rdo = siteNetwork.rdoMirror.orElse("https://trunk.rdoproject.org")
  centos = siteNetwork.centosMirror.orElse(repositories.vault?then("https://vault.centos.org", ""))
  el9 = repositories.distro == "centos9"
  pin = lab.dlrnHash.orElse("")
  toolFolder = rdo + "/" + repositories.tool + "/"
  call = ["tripleo-repos", "--branch=" + repositories.branch, "--distro=" + repositories.distro]
>
<#if centos != "">
<#assign call += ["--mirror=" + centos]>
</#if>
<#if siteNetwork.rdoMirror.isPresent()>
<#assign call += ["--rdo-mirror=" + rdo]>
</#if>
<#-- The tool of CentOS 7 is older than these options. -->
<#if repositories.stream>
<#assign call += ["--stream"]>
<#elseif repositories.distro != "centos7">
<#assign call += ["--no-stream"]>
</#if>
<#list repositories.names as name>
<#assign call += [(pin != "" && name == repositories.tag())?then("deps", name)]>
</#list>
<#assign pinned = rdo + "/" + repositories.distro + "-" + repositories.branch + "/" + repositories.tag() + "/">
<#if pin != "">
<#assign pinned += pin[0..1] + "/" + pin[2..3] + "/" + pin + "/">
</#if>
  vars:
    # What the repositories are made with; they are made again when it changes.
    repositories_wanted: ${block(call?join("\n") + (pin != "")?then("\n" + pinned, ""), 6)}
    tripleo_repos_folder: ${unsafe(toolFolder)}
    tripleo_repos_packages: >-
      {{ tripleo_repos_list.content | default('') | regex_findall('python[23]-tripleo-repos-[0-9][A-Za-z0-9._+~-]*[.]noarch[.]rpm') | sort }}
<#if pin != "">
    pinned_repositories: ${unsafe(pinned + "delorean.repo")}
</#if>
  tasks:
<#include "system.ftl">
<#if centos != "">

<#if siteNetwork.centosMirror.isPresent()>
    # CENTOS_MIRROR
<#else>
    # The mirrors have dropped ${guest.system}.
</#if>
    - name: Look for CentOS's own repositories
      ansible.builtin.find:
        paths: /etc/yum.repos.d
        patterns: ["CentOS-*.repo", "centos*.repo"]
      register: centos_repositories

<#if el9>
<#list {"baseos": "$stream/BaseOS/$basearch/os/",
        "appstream": "$stream/AppStream/$basearch/os/",
        "crb": "$stream/CRB/$basearch/os/",
        "highavailability": "$stream/HighAvailability/$basearch/os/",
        "extras-sig-extras-common": "SIGs/$stream/extras/$basearch/extras-common/"} as repository, path>
    - name: Take CentOS's repository ${repository} from the mirror
      ansible.builtin.replace:
        path: "{{ item.path }}"
        # The lines of sources and debugging symbols go on differently.
        regexp: ^(metalink=\S+repo=centos-${repository}-\$stream&arch=\$basearch&.*|baseurl=\S+/${path?replace("$", "\\$")})$
        replace: ${unsafe("baseurl=" + centos + "/" + path)}
      loop: "{{ centos_repositories.files }}"
      loop_control:
        label: "{{ item.path }}"
<#sep>

</#sep>
</#list>
<#else>
    - name: Leave CentOS's lists of mirrors
      ansible.builtin.replace:
        path: "{{ item.path }}"
        regexp: ^mirrorlist=
        replace: "#mirrorlist="
      loop: "{{ centos_repositories.files }}"
      loop_control:
        label: "{{ item.path }}"

    - name: Take CentOS's repositories from ${comment(siteNetwork.centosMirror.isPresent()?then("the mirror", "vault.centos.org"))}
      ansible.builtin.replace:
        path: "{{ item.path }}"
        regexp: ^#?baseurl=https?://\S+/(?=(\$contentdir|centos)/)
        replace: ${unsafe("baseurl=" + centos + "/")}
      loop: "{{ centos_repositories.files }}"
      loop_control:
        label: "{{ item.path }}"
</#if>
</#if>

    - name: Look for tripleo-repos
      ansible.builtin.stat:
        path: /usr/bin/tripleo-repos
      register: tripleo_repos

    # The versions in this folder come and go: the name has to be read from its list.
    - name: List the folder of tripleo-repos
      ansible.builtin.uri:
        url: "{{ tripleo_repos_folder }}"
        return_content: true
        timeout: 60
      register: tripleo_repos_list
      failed_when: false
      check_mode: false
      when: not tripleo_repos.stat.exists

    - name: Require a package of tripleo-repos
      ansible.builtin.assert:
        that: tripleo_repos_packages | length > 0
        fail_msg: >-
          No package of tripleo-repos at {{ tripleo_repos_folder }} ({{ tripleo_repos_list.msg | default('no answer') }}).
          The machine needs to reach RDO's repositories, or a mirror of them (RDO_MIRROR, HTTPS_PROXY, CA_BUNDLE in configuration/environment);
          where RDO has moved the package, correct `tool` in configuration/releases/${release.name}.yaml.
        quiet: true
      when: not tripleo_repos.stat.exists

    # RDO does not sign its packages.
    - name: Install tripleo-repos
      ansible.builtin.command:
        argv:
          - ${guest.packageManager.word()}
          - install
          - --assumeyes
          - --nogpgcheck
          - "{{ tripleo_repos_folder }}{{ tripleo_repos_packages | last }}"
        creates: /usr/bin/tripleo-repos
      when: not tripleo_repos.stat.exists

    - name: Look for what the repositories were made with
      ansible.builtin.command:
        argv: [cat, /etc/yum.repos.d/tripleo-lab.call]
        removes: /etc/yum.repos.d/delorean.repo
      register: repositories_made
      changed_when: false
      failed_when: false
      check_mode: false
<#if pin != "">

    - name: Look for the state of RDO's repositories that TRIPLEO_DLRN_HASH names
      ansible.builtin.uri:
        url: "{{ pinned_repositories }}"
        return_content: true
        timeout: 60
      register: pinned_state
      failed_when: false
      check_mode: false
      when: repositories_made.stdout != repositories_wanted

    - name: Require this state of RDO's repositories
      ansible.builtin.assert:
        that: pinned_state.status | default(-1) == 200
        fail_msg: >-
          No {{ pinned_repositories }} ({{ pinned_state.msg | default('no answer') }}). RDO removes old states:
          correct TRIPLEO_DLRN_HASH in configuration/environment, or leave it empty for the newest one.
        quiet: true
      when: repositories_made.stdout != repositories_wanted
</#if>

    # What an interrupted run leaves is nothing to go by.
    - name: Forget what the repositories were made with
      ansible.builtin.file:
        path: /etc/yum.repos.d/tripleo-lab.call
        state: absent
      when: repositories_made.stdout != repositories_wanted

    # One call: it removes whatever an earlier one has made.
    - name: Make RDO's repositories
      ansible.builtin.command:
        argv:
<#list call as word>
          - ${unsafe(word)}
</#list>
      changed_when: true
      when: repositories_made.stdout != repositories_wanted
<#if pin != "">

    - name: Write RDO's repositories in the state of TRIPLEO_DLRN_HASH
      ansible.builtin.copy:
        dest: /etc/yum.repos.d/delorean.repo
        content: "{{ pinned_state.content }}"
        owner: root
        group: root
        mode: "0644"
      when: repositories_made.stdout != repositories_wanted
</#if>
<#if siteNetwork.rdoMirror.isPresent()>

    - name: Look for RDO's repositories
      ansible.builtin.find:
        paths: /etc/yum.repos.d
        patterns: ["delorean*.repo", "tripleo-centos-*.repo"]
      register: rdo_repositories

    # Some of them tripleo-repos writes with RDO's own address all the same.
    - name: Take RDO's repositories from the mirror
      ansible.builtin.replace:
        path: "{{ item.path }}"
        regexp: ^baseurl=https?://trunk\.rdoproject\.org/
        replace: ${unsafe("baseurl=" + rdo + "/")}
      loop: "{{ rdo_repositories.files }}"
      loop_control:
        label: "{{ item.path }}"
</#if>

    - name: Note what the repositories were made with
      ansible.builtin.copy:
        dest: /etc/yum.repos.d/tripleo-lab.call
        content: "{{ repositories_wanted }}\n"
        owner: root
        group: root
        mode: "0644"
