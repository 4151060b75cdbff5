package sitrep.core.secrets;

import java.util.List;

/**
 * The table of secrets that are known by their shape, wherever they stand: facts that their issuers, and the rule lists
 * of scanners, publish. A line says what it is, what a text that has one contains in lower case (other texts are not
 * looked at), and its shape; what stands in a group is kept. src/test/resources/secrets.txt has a line for and one
 * against each.
 *
 * <p>Every shape is found in linear time: what it repeats cannot begin the shape again unless it has matched, or has an
 * upper bound.
 */
final class SecretsByShape {
    private SecretsByShape() {}

    /** A token begins where no word goes on, be it behind a line break or a character that is escaped. */
    private static final String START =
            "(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt])|(?<=\\\\u[0-9A-Fa-f]{4})|(?<=%[0-9A-Fa-f]{2}))";

    private static final String TABLE = """
            private key | -----begin | -----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?s:.*?)(?:-----END [A\
            -Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\\z)
            PuTTY key | private-lines: | (Private-Lines: [0-9]{1,4}\\s{1,4})[A-Za-z0-9+/=\\s]{40,}(?<=\\S)
            age key | age-secret-key | AGE-SECRET-KEY-1[0-9A-Za-z]{40,}
            AWS key id | akia asia abia acca | (?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])
            AWS Bedrock key | absk bedrock-api-key- | (?:ABSK|bedrock-api-key-)[A-Za-z0-9+/=]{40,}
            Alibaba key id | ltai | LTAI[A-Za-z0-9]{16,}
            Tencent key id | akid | AKID[A-Za-z0-9]{32}
            Google API key | aiza | AIza[A-Za-z0-9_-]{30,}
            Google access token | ya29. | ya29[.][A-Za-z0-9_-]{20,}
            Google refresh token | 1//0 | 1//0[A-Za-z0-9_-]{40,}
            Google client secret | gocspx- | GOCSPX-[A-Za-z0-9_-]{20,}
            Azure client secret | 0q~ 1q~ 2q~ 3q~ 4q~ 5q~ 6q~ 7q~ 8q~ 9q~ | \
            [A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,}
            Azure signature | sig= | ((?<![A-Za-z])sig=)[A-Za-z0-9%+/_-]{20,}=*
            AWS signature | signature= | ((?i:signature=))[A-Fa-f0-9]{40,}
            GitHub token | ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ | (?:gh[pousr]|github_pat)_[A-Za-z0-9_]{20,}
            GitLab token | glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glffct- glimt- glagent- gloas- glsoat- gl\
            wt- gr1348941 | (?:gl(?:pat|dt|rt|rtr|cbt|ptt|ft|ffct|imt|agent|oas|soat|wt)-|GR1348941)[A-Za-z0-9_.-\
            ]{16,}
            GitLab session | _gitlab_session= | (_gitlab_session=)[A-Za-z0-9]{20,}
            Bitbucket or Atlassian token | atatt3 atctt3 atbb atcatt3 | \
            (?:ATATT3|ATCTT3|ATCATT3|ATBB)[A-Za-z0-9_=-]{24,}
            Slack token | xox xapp- | (?:xox[abceoprs](?:[.]xox[bp])?-|xapp-[0-9]-)[A-Za-z0-9-]{10,}
            Slack webhook | hooks.slack | (hooks[.]slack(?:-gov)?[.]com/(?:services|workflows|triggers)/)[A-Za-z0-\
            9_/-]{20,}
            Discord webhook | discord | (discord(?:app)?[.]com/api/webhooks/[0-9]{10,20}/)[A-Za-z0-9_-]{40,}
            Teams webhook | webhook.office.com | (webhook[.]office[.]com/webhookb2/)[^\\s"'<>]{20,}
            Telegram token | :aa | (?:bot)?[0-9]{8,10}:AA[A-Za-z0-9_-]{32,}
            Stripe key | sk_live sk_test sk_prod rk_live rk_test rk_prod | [sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,}
            webhook secret | whsec_ | whsec_[A-Za-z0-9+/=]{20,}
            Square token | sq0atp- sq0csp- eaaa | (?:sq0(?:atp|csp)-[A-Za-z0-9_-]{22,}|EAAA[A-Za-z0-9_-]{50,})
            Facebook token | eaa | EAA[A-Za-z0-9]{80,}
            Braintree token | access_token$ | access_token[$](?:production|sandbox)[$][a-z0-9]{10,20}[$][a-f0-9]{32}
            Shopify token | shpat_ shpca_ shppa_ shpss_ shptka_ | shp(?:at|ca|pa|ss|tka)_[A-Fa-f0-9]{32,}
            npm token | npm_ | npm_[A-Za-z0-9]{30,}
            PyPI token | pypi-ag | pypi-Ag[A-Za-z0-9_-]{30,}
            RubyGems key | rubygems_ | rubygems_[a-f0-9]{40,}
            crates.io token | cio | cio[A-Za-z0-9]{32}(?![A-Za-z0-9])
            Docker token | dckr_ | dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}
            NuGet key | oy2 | oy2[a-z0-9]{43}
            Artifactory token | akcp cmvmd | (?:AKCp|cmVmd)[A-Za-z0-9]{50,}
            Clojars token | clojars_ | CLOJARS_[A-Za-z0-9]{50,}
            OpenAI or Anthropic key | sk- | \
            sk-(?:(?:proj|svcacct|admin|None|ant|or|lf)-[A-Za-z0-9_-]{16,}|[A-Za-z0-9]{20,})
            Hugging Face token | hf_ api_org_ | (?:hf_|api_org_)[A-Za-z0-9]{30,}
            Replicate token | r8_ | r8_[A-Za-z0-9]{30,}
            Groq key | gsk_ | gsk_[A-Za-z0-9]{40,}
            xAI key | xai- | xai-[A-Za-z0-9]{50,}
            Perplexity key | pplx- | pplx-[A-Za-z0-9]{40,}
            Cerebras key | csk- | csk-[a-z0-9]{40,}
            NVIDIA key | nvapi- | nvapi-[A-Za-z0-9_-]{40,}
            Tavily key | tvly- | tvly-[A-Za-z0-9_-]{20,}
            Fireworks key | fw_ | fw_[A-Za-z0-9]{22,}
            LangSmith key | lsv2_ | lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}
            Jina key | jina_ | jina_[A-Za-z0-9]{40,}
            E2B key | e2b_ | e2b_[a-f0-9]{40}
            Firecrawl key | fc- | fc-[a-f0-9]{32}(?![a-z0-9])
            ElevenLabs key | sk_ | sk_[a-f0-9]{40,}
            Twilio key | sk0 sk1 sk2 sk3 sk4 sk5 sk6 sk7 sk8 sk9 ska skb skc skd ske skf | \
            SK[0-9a-f]{32}(?![A-Za-z0-9])
            SendGrid key | sg. | SG[.][A-Za-z0-9_-]{16,}[.][A-Za-z0-9_-]{30,}
            Mailgun key | key- | key-[0-9a-f]{32}(?![A-Za-z0-9])
            Mailchimp key | -us | [0-9a-f]{32}-us[0-9]{1,2}(?![A-Za-z0-9])
            Brevo key | xkeysib- xsmtpsib- | x(?:key|smtp)sib-[a-f0-9]{64}-[A-Za-z0-9]{16}
            Resend key | re_ | re_[A-Za-z0-9]{8,20}_[A-Za-z0-9]{20,}
            DigitalOcean token | dop_v1_ doo_v1_ dor_v1_ | do[opr]_v1_[a-f0-9]{60,}
            Heroku key | hrku- | HRKU-[A-Za-z0-9_-]{30,}
            Fly token | fo1_ fm1a_ fm1r_ fm2_ | (?:fo1_|fm1[ar]_|fm2_)[A-Za-z0-9+/_=-]{40,}
            Netlify token | nfp_ nfc_ nfo_ | nf[pcou]_[A-Za-z0-9]{36,}
            Render key | rnd_ | rnd_[A-Za-z0-9]{28,}
            Vercel token | vercel_ vcp_ vck_ | (?:vercel_blob_rw|vcp|vck|vca|vci|vcr)_[A-Za-z0-9_]{24,}
            Supabase key | sbp_ sb_secret_ | (?:sbp_[a-f0-9]{40}|sb_secret_[A-Za-z0-9_-]{20,})
            Cloudflare key | v1.0- | v1[.]0-[a-f0-9]{24}-[a-f0-9]{100,}
            Tailscale key | tskey- | tskey-[a-z]{3,10}-[A-Za-z0-9]{8,20}-[A-Za-z0-9]{20,}
            Databricks token | dapi | dapi[a-f0-9]{32}(?:-[0-9])?
            PlanetScale secret | pscale_ | pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_=.-]{30,}
            Neon key | napi_ | napi_[a-z0-9]{50,}
            Elastic key | essu_ | essu_[A-Za-z0-9+/=]{20,}
            Terraform token | .atlasv1. | [A-Za-z0-9]{14}[.]atlasv1[.][A-Za-z0-9_=-]{40,}
            Vault token | hvs. hvb. hvr. | hv[sbr][.][A-Za-z0-9_-]{20,}
            Pulumi token | pul- | pul-[a-f0-9]{40}
            Doppler token | dp. | dp[.](?:pt|st|ct|sa|scim|audit)[.][A-Za-z0-9._-]{38,}
            1Password token | ops_eyj a3- | \
            (?:ops_eyJ[A-Za-z0-9+/_=-]{100,}|A3-[A-Z0-9]{6}-[A-Z0-9]{6}-?[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0\
            -9]{5})
            Grafana token | glc_ glsa_ eyjrijoi | (?:gl(?:c|sa)_[A-Za-z0-9+/_]{32,}=*|eyJrIjoi[A-Za-z0-9+/]{40,}=*)
            Sentry token | sntrys_ sntryu_ | sntry[su]_[A-Za-z0-9+/=_]{40,}
            New Relic key | nrak- nrii- nrra- nrjs- | NR(?:AK|II|RA|JS)-[A-Za-z0-9_-]{19,}
            Dynatrace token | dt0 | dt0[a-z][0-9]{2}[.][A-Z0-9]{24}[.][A-Z0-9]{60,}
            Honeycomb key | hcaik_ hcxik_ | hc[ax][im]k_[a-z0-9]{50,}
            Postman key | pmak- | PMAK-[a-f0-9]{24}-[a-f0-9]{34}
            Linear key | lin_api_ lin_oauth_ | lin_(?:api|oauth)_[A-Za-z0-9]{30,}
            Notion token | ntn_ secret_ | (?:ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43}(?![A-Za-z0-9]))
            Figma token | figd_ figo figu | fig[dou][hr]?_[A-Za-z0-9_-]{36,}
            Airtable token | pat | pat[A-Za-z0-9]{14}[.][a-f0-9]{64}
            Dropbox token | sl. | sl[.](?:u[.])?[A-Za-z0-9_-]{60,}
            Contentful token | cfpat- | CFPAT-[A-Za-z0-9_-]{40,}
            OpenShift token | sha256~ | sha256~[A-Za-z0-9_-]{40,}
            SonarQube token | sqa_ sqp_ squ_ | sq[apu]_[a-f0-9]{40}
            Buildkite token | bkua_ | bkua_[a-f0-9]{40}
            CircleCI token | ccipat_ ccipr | CCIP(?:AT|RJ)_[A-Za-z0-9_]{30,}
            Prefect key | pnu_ pnb_ | pn[ub]_[A-Za-z0-9]{36}
            Sourcegraph token | sgp_ | sgp_(?:[a-f0-9]{16}_|local_)?[a-f0-9]{40}
            Octopus key | api- | API-[A-Z0-9]{26}(?![A-Za-z0-9])
            EasyPost key | ezak eztk | EZ[AT]K[A-Za-z0-9]{54}
            Flutterwave key | flwseck | FLWSECK(?:_TEST)?-[A-Za-z0-9]{12,}(?:-X)?
            Typeform token | tfp_ | tfp_[A-Za-z0-9_]{40,}
            MaxMind key | _mmk | [A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk
            Scalingo token | tk-us- | tk-us-[A-Za-z0-9_-]{48}
            JSON web token | eyj | (?<![_-])eyJ[A-Za-z0-9_-]{8,}[.][A-Za-z0-9_-]{8,}(?:[.][A-Za-z0-9_-]{0,4000}){1,3}
            """;

    static final List<SecretRule> ALL = SecretRule.table(TABLE, START);
}
