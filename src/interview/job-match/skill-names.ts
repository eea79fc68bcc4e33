/**
 * Skills by their names. One line each: the names of one skill, separated by "|"; after ">" names of things that nobody knows without it
 * (who runs Debian runs Linux). Names are matched in any case and in the plural, except those after "=", whose spelling must be exact
 * because they are common words too ("Go", "R"). A line that begins with "~" names a broad skill, of which the rest of a requirement says
 * which kind is meant ("teaching at a school of nursing"). Generic skills stand with their names in English, German, French and Spanish.
 */
const names = `
linux|gnu/linux > debian|ubuntu|rhel|red hat enterprise linux|centos|rocky linux|almalinux|suse|sles|fedora|systemd
debian
ubuntu
red hat enterprise linux|rhel|red hat
unix > solaris|aix|freebsd
windows server|windows-server > active directory
active directory
windows
macos
bash|shell scripting|shell script|shell-skripte
powershell
python > pandas|numpy|django|fastapi|flask|pytorch|statsmodels|scikit-learn
pandas
numpy
scikit-learn|sklearn
statsmodels
=R|r language|rstudio > ggplot2|tidyverse
java > spring boot|spring framework
spring boot
spring framework > spring boot
javascript|ecmascript|=JS > =React|vue.js|node.js|typescript
typescript|=TS
node.js|nodejs
=React|react.js|reactjs > next.js|react native
react native
next.js|nextjs
vue.js|vuejs|=Vue > nuxt
angular|angularjs
svelte
html|html5
css|css3 > tailwind|scss|sass
golang|=Go
=Rust|rust language
c++|cpp
c#|csharp
=C|c language|embedded c
.net|dotnet|.net framework > asp.net|blazor
asp.net > blazor
php > laravel|symfony
laravel
symfony
ruby > ruby on rails
ruby on rails|=Rails
=Scala
kotlin
=Swift
objective-c
perl
haskell
elixir
julia
matlab
cobol
fortran
assembly language|assembler
vhdl|verilog
sql > postgresql|mysql|oracle database|pl/sql|sql server|t-sql|mariadb
pl/sql
t-sql
postgresql|postgres|=pg > pgbackrest|pg_amcheck
mysql > mariadb
mariadb
oracle database|oracle
sql server|mssql
mongodb
redis
sqlite
cassandra
elasticsearch|elastic stack|elk stack > kibana
clickhouse
neo4j
dynamodb
snowflake
bigquery
redshift
databricks
~relational database|rdbms|relationale datenbank|relationale datenbanken|base de donnees relationnelle|bases de donnees relationnelles|base de datos relacional|bases de datos relacionales > postgresql|mysql|oracle database|sql server|mariadb
nosql > mongodb|cassandra|dynamodb|couchdb
~database administration|database administrator|administration of databases|=DBA|datenbankadministration|datenbankadministrator|administration de bases de donnees|administracion de bases de datos > postgresql administration|database engineer|postgresql database|oracle database administrator
~query tuning|tuning of slow queries|slow queries|query optimisation|query optimization|tuning of queries|query performance|sql tuning|performance tuning of queries|abfrageoptimierung|optimisation de requetes|optimizacion de consultas
~partitioning|partitionierung|partitionnement|particionamiento
~replication|replikation|replicacion > logical replication|streaming replication
~high availability|hochverfugbarkeit|haute disponibilite|alta disponibilidad > patroni|pacemaker
point-in-time recovery|pitr
~backup|backups|datensicherung|datensicherungen|sicherung|sauvegarde|sauvegardes|copia de seguridad|copias de seguridad|respaldo > pgbackrest|restic|veeam|restore drill|restore drills
~restore|restores|wiederherstellung|restauration|restauracion|restaurar|wiederherstellen > restore drill|restore drills
~disaster recovery|recovery plan|notfallwiederherstellung|reprise d'activite|plan de reprise|recuperacion ante desastres|business continuity
pgbackrest
restic
veeam
~storage|speichersysteme|stockage|almacenamiento > nfs|san|ceph|netapp|lvm|storage cluster
nfs
lvm
ceph
kubernetes|k8s > =Helm|openshift|eks|aks|gke|=CKA
=Helm
openshift
docker > docker compose|dockerfile
~containers|container technology|containerisierung|conteneurs|contenedores > docker|kubernetes|podman
podman
terraform|opentofu
pulumi
cloudformation
ansible
puppet
=Chef|chef infra
saltstack
configuration management|konfigurationsmanagement|konfigurationsverwaltung|gestion de configuration|gestion de la configuracion > ansible|puppet|saltstack
infrastructure as code|=IaC > terraform|pulumi|cloudformation|opentofu
~automation|automatisierung|automatisation|automatizacion > ansible
~scripting|skripting|scripting languages > bash|python|powershell|perl
aws|amazon web services > ec2|s3|lambda|eks|cloudformation
azure|microsoft azure > aks|entra
google cloud|gcp|google cloud platform > gke|bigquery
~public cloud|cloud provider|cloud platform|cloud platforms|cloud computing|cloud infrastructure|cloud-infrastruktur|cloud public|nube publica > aws|azure|google cloud|gcp
openstack
vmware|vsphere|esxi
proxmox
~virtualisation|virtualization|virtualisierung|virtualizacion > vmware|proxmox|kvm|hyper-v|vsphere
git > gitlab|gitlab ci|github|github actions
gitlab > gitlab ci
gitlab ci|gitlab ci/cd
github > github actions
github actions|github workflows
jenkins
continuous integration|ci/cd|continuous delivery|ci-cd|kontinuierliche integration|integration continue|integracion continua > gitlab ci|gitlab ci/cd|jenkins|github actions|argocd
argocd|argo cd
prometheus > alertmanager
alertmanager
grafana
loki
zabbix
nagios
icinga
checkmk
datadog
splunk
~monitoring|uberwachung|supervision des systemes|surveillance des systemes|monitorizacion > prometheus|grafana|alertmanager|zabbix|nagios|icinga|checkmk
~observability|observabilite|observabilidad > prometheus|grafana|opentelemetry|datadog
~alerting|alerts|alertes|alertas|alarmierung > alertmanager
opentelemetry
nginx
apache http server|apache httpd
haproxy
traefik
~web server|webserver|serveur web|servidor web > nginx|apache httpd
dns > bind9|powerdns
tls|ssl|tls certificates|x.509 > acme|let's encrypt
vpn > wireguard|openvpn|ipsec
wireguard
firewall|firewalls|pare-feu|cortafuegos > pfsense|iptables|nftables|fortinet
~networking|netzwerke|netzwerktechnik|reseaux|redes > vlan|bgp|ospf|dns
tcp/ip
vlan
bgp
cisco
ldap > openldap
keycloak
single sign-on|sso > keycloak|okta|saml
kafka|apache kafka
rabbitmq
=Spark|apache spark|pyspark
flink|apache flink
airflow|apache airflow
dbt
hadoop
etl|elt > airflow|dbt
data engineering|data engineer|datenpipelines|pipelines de donnees
~data analysis|data analytics|data analyst|datenanalyse|analyse de donnees|analisis de datos > pandas
~data science|data scientist
data warehouse|data warehousing > snowflake|bigquery|redshift
~machine learning|maschinelles lernen|apprentissage automatique|aprendizaje automatico > pytorch|tensorflow|scikit-learn|xgboost
deep learning > pytorch|tensorflow|keras
pytorch
tensorflow
keras
jax
cuda
llm|llms|large language model|large language models
natural language processing|=NLP
~computer vision
langchain
hugging face
~statistics|statistical methods|statistical analysis|statistik|statistiques|estadistica|applied statistics > survival analysis|generalised linear models|statsmodels
survival analysis|lebensdaueranalyse|analyse de survie
~time series|time series analysis|zeitreihen|series temporelles|series chronologiques|series temporales
~forecasting|forecast|prognose|prevision|pronostico
~design of experiments|=DoE|versuchsplanung|plan d'experiences
a/b testing|a/b tests
~linear regression|regression models|linear models|generalised linear models|regressionsanalyse
=SAS
=SPSS
=Stata
=Excel
power bi|powerbi
=Tableau
looker
~incident management|incident response|incident command|incident handling|storungsmanagement|gestion des incidents|gestion de incidentes > incident commander
~incidents|incident|outages|vorfalle|storungen|incidentes
~incident reviews|postmortems|post-mortems|blameless reviews|blameless review|incident review|post mortem
~on-call|on call|oncall|pager duty|rufbereitschaft|bereitschaftsdienst|astreinte|astreintes|guardias|guardia > on-call rota
~runbooks|runbook|playbooks
slo|slos|service level objectives
itil
~change management
ticketing system|ticket system|ticketsystem|systeme de tickets > jira|servicenow|zammad|otrs
jira
servicenow
confluence
scrum
kanban
~agile|agile methods|agile methoden|methodes agiles|metodologias agiles > scrum|kanban
~project management|managing projects|project lead|projektmanagement|projektleitung|projekterfahrung|gestion de projet|gestion de projets|conduite de projet|gestion de proyectos|direccion de proyectos > project manager|lead the project|led the project|managed the project|projektleiter|projektleiterin|chef de projet|cheffe de projet|jefe de proyecto|jefa de proyecto
~system administration|systems administration|administration of systems|server administration|systemadministration|serveradministration|systemverwaltung|administration systeme|administration de systemes|administracion de sistemas > system administrator|systems administrator|systemadministrator|systemadministratorin|sysadmin|administrateur systeme|administratrice systeme|administrador de sistemas|administradora de sistemas
~software development|softwareentwicklung|developpement logiciel|developpement de logiciels|desarrollo de software > software developer|software engineer|softwareentwickler|softwareentwicklerin|developpeur|developpeuse|desarrollador|desarrolladora
~troubleshooting|fault finding|fehlersuche|fehleranalyse|fehlerbehebung|depannage|resolution de problemes techniques|resolucion de incidencias
~customer support|user support|technical support|kundenbetreuung|kundensupport|anwenderbetreuung|support client|support aux utilisateurs|assistance aux utilisateurs|atencion al cliente|soporte a usuarios|soporte tecnico
~people management|leadership experience|people leadership|experience leading people|experience in leading people|team leadership|team leading|team lead|team leader|leading a team|leading teams|lead a team|led a team|managing a team|managing people|line management|fuhrungserfahrung|fuhrungsverantwortung|personalverantwortung|personalfuhrung|mitarbeiterfuhrung|teamfuhrung|fuhrung eines teams|fuhrung von teams|fuhrung von mitarbeitern|teamleitung|leitung eines teams|management d'equipe|management d'equipes|encadrement|encadrement d'equipe|encadrement d'equipes|experience manageriale|gestion de equipos|gestion de personas|direccion de equipos|liderazgo|liderazgo de equipos > lead the team|led the team|leads a team|leads the team|lead teams|led teams|manage a team|manages a team|managed a team|manage the team|managed the team|lead a small team|led a small team|line manager|leite ein team|leitete ein team|leite das team|leitete das team|fuhre ein team|fuhrte ein team|fuhre das team|fuhrte das team|ein team geleitet|ein team gefuhrt|teamleiter|teamleiterin|dirige une equipe|dirigeais une equipe|dirige une petite equipe|encadre une equipe|manage une equipe|dirijo un equipo|dirigi un equipo|lidero un equipo|lidere un equipo|jefe de equipo|jefa de equipo|chef d'equipe|cheffe d'equipe
~mentoring|coaching|mentorat
~hiring|recruiting|hiring interviews
~teaching|taught|teach|training others|unterricht|enseignement|docencia
~public speaking|speaks at meetups|speak at meetups|conference talks|talks at meetups > my talk|talk on|talk at
~technical writing|technical documentation|technische dokumentation|documentation technique|documentacion tecnica
~capacity planning|capacity plan|kapazitatsplanung|planification de la capacite|planificacion de capacidad
~budget responsibility|budgetverantwortung
~negotiation|verhandlung|negociation|negociacion
~information security|it security|it-sicherheit|cybersecurity|securite informatique|seguridad informatica|informationssicherheit
phishing
iso 27001
pci dss
gdpr|rgpd|dsgvo|data protection|datenschutz
penetration testing|pentest
siem > splunk|wazuh
oracle migration|migration from oracle|migration to postgresql|oracle to postgresql
~migration|migrations|migrationen|migraciones
django
flask
fastapi
graphql
rest api|rest apis|restful|=REST
grpc
~microservices|microservice
selenium
playwright
cypress
embedded systems|embedded software|eingebettete systeme|systemes embarques|sistemas embebidos|firmware
rtos > freertos|zephyr
android
ios
=Unity
blockchain > ethereum|solidity|bitcoin
=SAP
salesforce
~accounting|buchhaltung|comptabilite|contabilidad
ifrs
gaap
~tax|taxation|steuerrecht|fiscalite|fiscalidad
figma
seo
=CKA|certified kubernetes administrator
=RHCE|red hat certified engineer
=LPIC|lpic-1|lpic-2
=CISSP
=CCNA
~open source|open-source|code that you have published|published code|quelloffene software
`

/** Names are sought in text folded by `foldText`, exact ones in the text itself. */
export interface SkillPattern {
  readonly folded: RegExp | undefined
  readonly exact: RegExp | undefined
}

export interface KnownSkill {
  /** How it is named to people: the first of its names. */
  readonly name: string
  /** The rest of a requirement tells which kind of it is meant. */
  readonly broad: boolean
  /** Finds it where it is asked for. */
  readonly asked: SkillPattern
  /** Finds it in a text that proves it: also by what cannot be known without it. */
  readonly proven: SkillPattern
}

let known: readonly KnownSkill[] | undefined

/** Made when first asked for: a quarter of a second, which no start should pay. */
export function knownSkills(): readonly KnownSkill[] {
  return (known ??= names.trim().split('\n').map(readSkill))
}

function readSkill(line: string): KnownSkill {
  const broad = line.startsWith('~')
  const [own = '', narrower = ''] = (broad ? line.slice(1) : line).split(' > ')
  const ownNames = own.split('|')
  return {
    name: ownNames[0]!.replace(/^=/, ''),
    broad,
    asked: patternOf(ownNames),
    proven: patternOf([...ownNames, ...(narrower === '' ? [] : narrower.split('|'))]),
  }
}

/** A name that stands alone in a text: "Java" is not in "JavaScript", nor "C" in "C++". */
export function patternOf(list: readonly string[]): SkillPattern {
  const exact = list.filter((name) => name.startsWith('=')).map((name) => name.slice(1))
  const folded = list.filter((name) => !name.startsWith('='))
  return {
    folded:
      folded.length > 0
        ? bounded(folded.map((name) => `${escaped(name)}${/[a-z]$/.test(name) ? "(?:s|'s)?" : ''}`))
        : undefined,
    exact: exact.length > 0 ? bounded(exact.map(escaped)) : undefined,
  }
}

function bounded(alternatives: readonly string[]): RegExp {
  const longestFirst = alternatives.toSorted((a, b) => b.length - a.length)
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}.+#&])(?:${longestFirst.join('|')})(?![\p{L}\p{N}+#&]|[./][\p{L}\p{N}])`,
    'gu',
  )
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|\\]/g, '\\$&').replace(/ /g, String.raw`[\s-]+`)
}
