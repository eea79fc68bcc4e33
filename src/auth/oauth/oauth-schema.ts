/** Where the plugin finds its tables and columns: migration 0017. */
export const oauthSchema = {
  oauthClient: {
    modelName: 'auth_oauth_clients',
    fields: columns(
      'clientId clientSecret clientDiscoveryId skipConsent enableEndSession subjectType clientCredentialsScopes userId createdAt',
      'updatedAt softwareId softwareVersion softwareStatement redirectUris postLogoutRedirectUris backchannelLogoutUri',
      'backchannelLogoutSessionRequired tokenEndpointAuthMethod applicationType jwksUri grantTypes responseTypes',
      'dpopBoundAccessTokens referenceId',
      'requirePKCE',
    ),
  },
  oauthResource: {
    modelName: 'auth_oauth_resources',
    fields: columns(
      'accessTokenTtl refreshTokenTtl signingAlgorithm signingKeyId allowedScopes customClaims dpopBoundAccessTokensRequired',
      'createdAt updatedAt policyVersion',
    ),
  },
  oauthClientResource: {
    modelName: 'auth_oauth_client_resources',
    fields: columns('clientId resourceId createdAt'),
  },
  oauthRefreshToken: {
    modelName: 'auth_oauth_refresh_tokens',
    fields: columns(
      'clientId sessionId userId referenceId authorizationCodeId requestedUserInfoClaims expiresAt createdAt rotatedAt',
      'rotationReplayResponse rotationReplayExpiresAt authTime',
    ),
  },
  oauthAccessToken: {
    modelName: 'auth_oauth_access_tokens',
    fields: columns(
      'clientId sessionId userId referenceId authorizationCodeId requestedUserInfoClaims refreshId expiresAt createdAt',
    ),
  },
  oauthConsent: {
    modelName: 'auth_oauth_consents',
    fields: columns('clientId userId referenceId requestedUserInfoClaims createdAt updatedAt'),
  },
  oauthClientAssertion: {
    modelName: 'auth_oauth_client_assertions',
    fields: columns('expiresAt'),
  },
}

/** Each name in snake_case: `requirePKCE` is `require_pkce`. */
function columns(...lines: string[]): Record<string, string> {
  const names = lines.flatMap((line) => line.split(' '))
  return Object.fromEntries(
    names.map((name) => [name, name.replace(/(?<=[a-z])[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`)]),
  )
}
