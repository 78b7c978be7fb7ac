// Jackdaw on Azure Container Apps: a web server that sleeps when nobody is there, one backend that does not, a managed PostgreSQL.
// az deployment group create --resource-group jackdaw --template-file deploy/azure/main.bicep --parameters @deploy/azure/parameters.json

@description('Where everything runs; the database and the containers should be in one region.')
param location string = resourceGroup().location

@description('Begins every name; letters and digits.')
@minLength(3)
@maxLength(12)
param prefix string = 'jackdaw'

@description('Images that were pushed to a registry: deploy/azure.md says how.')
param backendImage string
param webImage string

@description('The registry of those images, and a user that may pull them.')
param registryServer string
param registryUser string
@secure()
param registryPassword string

@secure()
@minLength(16)
param databasePassword string

@secure()
@minLength(32)
@description('Signs access tokens: openssl rand -base64 48')
param jwtSecret string

@description('The address people use. Empty: the one that Azure gives to the web server.')
param publicUrl string = ''

@description('Who may sign up: who has an invite (the log shows a link for the first account), anybody (open), or nobody (closed).')
@allowed(['open', 'invite', 'closed'])
param registration string = 'invite'

@description('How many backends there may be under load.')
param maxBackends int = 3

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${prefix}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    workspaceCapping: { dailyQuotaGb: 1 }
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${prefix}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

resource postgres 'Microsoft.DBforPostgreSQL/flexibleServers@2023-06-01-preview' = {
  name: '${prefix}-${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '16'
    administratorLogin: 'jackdaw'
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32 }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
  }

  resource database 'databases' = { name: 'jackdaw' }

  // From Azure's own services; narrower: a virtual network, which costs more than this whole set-up.
  resource fromAzure 'firewallRules' = {
    name: 'azure'
    properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  }
}

var pullSecret = { name: 'registry-password', value: registryPassword }
var registries = [{ server: registryServer, username: registryUser, passwordSecretRef: 'registry-password' }]
var webHost = '${prefix}-web.${environment.properties.defaultDomain}'
var backendHost = '${prefix}-backend.internal.${environment.properties.defaultDomain}'

resource backend 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${prefix}-backend'
  location: location
  dependsOn: [postgres::database, postgres::fromAzure]
  properties: {
    environmentId: environment.id
    configuration: {
      // A new revision is started, becomes ready, and takes the requests before the old one is told to stop.
      activeRevisionsMode: 'Single'
      ingress: { external: false, targetPort: 4747, transport: 'http', allowInsecure: true }
      registries: registries
      secrets: [
        pullSecret
        { name: 'jwt-secret', value: jwtSecret }
        {
          name: 'database-url'
          value: 'postgres://jackdaw:${uriComponent(databasePassword)}@${postgres.properties.fullyQualifiedDomainName}:5432/jackdaw?sslmode=verify-full'
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 40
      containers: [
        {
          name: 'backend'
          image: backendImage
          resources: { cpu: json('0.25'), memory: '0.5Gi' }
          env: [
            { name: 'DATABASE_URL', secretRef: 'database-url' }
            { name: 'JWT_SECRET', secretRef: 'jwt-secret' }
            { name: 'PUBLIC_URL', value: empty(publicUrl) ? 'https://${webHost}' : publicUrl }
            { name: 'REGISTRATION', value: registration }
            { name: 'DRAIN_SECONDS', value: '10' }
            // Three backends and the fourth of an update share the 35 that a B1ms leaves to its users.
            { name: 'DATABASE_CONNECTIONS', value: '8' }
          ]
          probes: [
            { type: 'Startup', httpGet: { path: '/healthz', port: 4747 }, periodSeconds: 2, failureThreshold: 60 }
            { type: 'Liveness', httpGet: { path: '/healthz', port: 4747 }, periodSeconds: 20 }
            { type: 'Readiness', httpGet: { path: '/readyz', port: 4747 }, periodSeconds: 5 }
          ]
        }
      ]
      // One is always there: a save must not wait for a start.
      scale: { minReplicas: 1, maxReplicas: maxBackends, rules: [{ name: 'requests', http: { metadata: { concurrentRequests: '50' } } }] }
    }
  }
}

resource web 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${prefix}-web'
  location: location
  properties: {
    environmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: 8080, transport: 'http', allowInsecure: false }
      registries: registries
      secrets: [pullSecret]
    }
    template: {
      containers: [
        {
          name: 'web'
          image: webImage
          command: ['sh', '-c', 'publish-page /srv/page && exec serve']
          resources: { cpu: json('0.25'), memory: '0.5Gi' }
          env: [
            // The name in full: nginx looks it up without a search domain, and Azure's ingress routes by it.
            { name: 'BACKEND_NAME', value: backendHost }
            { name: 'BACKEND_PORT', value: '80' }
            { name: 'BACKEND_HOST', value: backendHost }
          ]
        }
      ]
      // Nobody there, nothing runs and nothing is billed. The extension keeps what is saved until the web server has woken up.
      scale: { minReplicas: 0, maxReplicas: 3, rules: [{ name: 'requests', http: { metadata: { concurrentRequests: '100' } } }] }
    }
  }
}

output url string = empty(publicUrl) ? 'https://${webHost}' : publicUrl
