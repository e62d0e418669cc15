  tasks:
<#include "system.ftl">
