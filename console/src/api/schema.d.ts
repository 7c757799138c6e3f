// Generated from docs/openapi.json by `npm run api`; do not edit.
export interface paths {
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts of the caller's branch, by name. */
        get: operations["list_accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invites somebody: the answer holds a link to be handed on, shown once. */
        post: operations["create_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Erases the person behind an account: the account stays in the log without a name. */
        delete: operations["erase_account"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account_id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disables an account: it can no longer sign in, its sessions end, its tokens no longer count. */
        post: operations["disable_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account_id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a disabled account sign in again. */
        post: operations["enable_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account_id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a link with which the owner of an account sets a new password, shown once. */
        post: operations["reset_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account_id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets all roles of an account. */
        put: operations["set_account_roles"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attribution-queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows that a person must decide. */
        get: operations["list_attribution_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attribution-queue/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides rows of the queue: all of them or none. */
        post: operations["decide_attribution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The claims of the caller's branch, by space. */
        get: operations["list_claims"];
        put?: never;
        /** Claims address space for a body. */
        post: operations["create_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose an address was at a time, and why. */
        get: operations["look_up_address"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims/{claim_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One claim. */
        get: operations["show_claim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a claim. What a body changes in an approved claim of its own must be approved again. */
        patch: operations["change_claim"];
        trace?: never;
    };
    "/api/v1/claims/{claim_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves or rejects a claim. Nobody decides on their own body's. */
        post: operations["decide_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims/{claim_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a claim back. */
        post: operations["withdraw_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The contact points of the caller's branch, and those of the bodies above that are meant for it. */
        get: operations["list_contacts"];
        put?: never;
        /** Enters a contact point. */
        post: operations["create_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the mandatory contact points of the branch stand. */
        get: operations["show_contact_coverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/ladder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom to call for a finding, an address or a body. Of bodies beyond the caller's branch only the
         *     roles are shown that are meant for others to call.
         */
        get: operations["show_contact_ladder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A contact point with the calls to it. */
        get: operations["show_contact"];
        /** Replaces what is known of a contact point. Other numbers need a call of their own. */
        put: operations["change_contact"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{person_id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records a call to a contact point. It proves something where the caller stands above the body. */
        post: operations["record_contact_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Clears the sample province: everything but the accounts, which begin a new log. */
        post: operations["clear_demo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The directives that bind the caller's branch, newest first, and the drafts they may settle. */
        get: operations["list_directives"];
        put?: never;
        /** Takes a letter in and reads it; nothing of it counts before a person has confirmed it. */
        post: operations["receive_directive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directives/{directive_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A directive beside the text it was read from. */
        get: operations["show_directive"];
        put?: never;
        post?: never;
        /** Throws a draft away. */
        delete: operations["discard_directive"];
        options?: never;
        head?: never;
        /** Corrects what was read of a directive. */
        patch: operations["correct_directive"];
        trace?: never;
    };
    "/api/v1/directives/{directive_id}/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The board of a directive: bodies by obligations, most behind first. */
        get: operations["show_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directives/{directive_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes a directive: it is carried out or withdrawn. */
        post: operations["close_directive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directives/{directive_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms a draft: it counts from now on. */
        post: operations["confirm_directive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directives/{directive_id}/cut-offs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The frozen figures of a directive, newest first. */
        get: operations["list_cut_offs"];
        put?: never;
        /** Freezes the figures as they are now ("chốt số liệu"), of all bodies. */
        post: operations["freeze_figures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directives/{directive_id}/explanations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Explains a figure of a body ("giải trình"). */
        put: operations["explain_figure"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directives/{directive_id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds a letter that came with the directive, such as one that it cites. */
        post: operations["attach_directive_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directives/{directive_id}/obligations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Settles which obligations count, when they are due and what they weigh. */
        put: operations["set_directive_obligations"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directives/{directive_id}/population": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bodies that a directive binds, or those that a rule would bind. */
        get: operations["show_directive_population"];
        /** Settles whom a directive binds. */
        put: operations["bind_directive"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directives/{directive_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The answer on a directive: an official paper, or tables and JSON of the same figures. From a
         *     cut-off the JSON is the frozen figures, byte by byte.
         */
        get: operations["make_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells what changed, as long as the connection stays: `event` is the topic, `data` is
         *     `{topic, id}`. `Last-Event-ID` is accepted and not needed: whoever comes back looks again.
         */
        get: operations["hear_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The registry as a file that imports again without a change; the caller's branch only. */
        get: operations["export_registry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stores a file, such as the photo of a device that was reset. */
        post: operations["upload_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a stored file. Its hash is its name: whoever was told it may read it. */
        get: operations["read_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings of the caller's branch, what must be done first at the top. */
        get: operations["list_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does one action on many findings; what is refused does not hinder the rest. */
        post: operations["act_on_findings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The findings of a filter as a file, exactly what the list shows. */
        get: operations["export_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{finding_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A finding from source to proof, with what is still missing. */
        get: operations["show_finding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{finding_id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does something with a finding; refused with what is missing where the rules say so. */
        post: operations["act_on_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/first-account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the first account and signs it in. */
        post: operations["create_first_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest imports, previews among them, without their rows. */
        get: operations["list_imports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import with its rows. */
        get: operations["show_import"];
        put?: never;
        /** Reads a file and shows what it would do; nothing counts before it is confirmed. */
        post: operations["preview_import"];
        /** Forgets a preview. */
        delete: operations["discard_import"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms a preview: all of it or nothing, against what it was made from. */
        post: operations["confirm_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes an import back where nothing changed since and nothing refers to what would go; rows that
         *     stay are named in `problems`, each with what refers to it.
         */
        post: operations["undo_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/indicator-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lists that arrived, newest first. */
        get: operations["list_indicator_lists"];
        put?: never;
        /** Takes a list in; it is read in the background and counts only once it is confirmed. */
        post: operations["upload_indicator_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/indicator-lists/{list_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One list with its preview. */
        get: operations["show_indicator_list"];
        put?: never;
        post?: never;
        /** Throws a draft away. */
        delete: operations["discard_indicator_list"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/indicator-lists/{list_id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms a draft: it is imported in the background, all of it or nothing. */
        post: operations["confirm_indicator_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/indicator-lists/{list_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows of a list, in the order of the file. */
        get: operations["list_indicator_list_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/indicator-lists/{list_id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Settles how a draft is to be read, and reads it again. */
        put: operations["settle_indicator_list"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/indicator-lists/{list_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What taking a list back would do. Nothing is changed. */
        get: operations["show_withdrawal_effect"];
        put?: never;
        /**
         * Takes an imported list back: it no longer counts, its history stays. The same file can be
         *     imported again.
         */
        post: operations["withdraw_indicator_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an invitation leads to; whoever holds the link may see it. */
        get: operations["show_invitation"];
        put?: never;
        /** Accepts an invitation: makes the account and signs it in. */
        post: operations["accept_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The jobs of the caller's branch, the newest first. */
        get: operations["list_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job. */
        get: operations["show_job"];
        put?: never;
        post?: never;
        /** Asks to stop a job; one that runs stops at its next step. */
        delete: operations["cancel_job"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The entries of the caller's branch, the newest first. */
        get: operations["list_log_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The end of the log: whoever keeps it can tell later whether the tail was cut. */
        get: operations["show_log_head"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has the whole log checked: removed, edited and reordered entries, a cut tail, a rewrite.
         * @description The body may name heads that were kept elsewhere; each must still be in the log.
         */
        post: operations["verify_log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/locale": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Chooses the language in which the server speaks where no other is asked for. */
        put: operations["choose_locale"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes one's own password; all other sessions end. */
        put: operations["change_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own sessions, the last used first. */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of one's own sessions. */
        delete: operations["revoke_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Ends the setting up of a second factor with a first code. */
        put: operations["enable_totp"];
        /** Begins to set up a second factor; it counts once a first code was sent with `PUT`. */
        post: operations["begin_totp"];
        /** Takes the second factor away; asks for the password again. */
        delete: operations["disable_totp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bodies of the caller's branch, by name. */
        get: operations["list_organizations"];
        put?: never;
        /** Enters a body. */
        post: operations["create_organization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/tree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tree of the caller's branch. */
        get: operations["show_organization_tree"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One body. */
        get: operations["show_organization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a body: name and parent by date, the rest as a correction. */
        patch: operations["change_organization"];
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/succession": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has a body followed by others: merged, split, renamed as a new body, or abolished. */
        post: operations["succeed_organization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people of the caller's branch. */
        get: operations["list_people"];
        put?: never;
        /** Enters a person. */
        post: operations["create_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replaces what is known of a person. */
        put: operations["change_person"];
        post?: never;
        /** Erases everything personal about a person, in the log too. */
        delete: operations["erase_person"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resets/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose password a reset link sets; whoever holds the link may see it. */
        get: operations["show_reset"];
        put?: never;
        /** Sets a new password by a reset link. All sessions end; the second factor must be set up anew. */
        post: operations["accept_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Looks in all parts for a name, an address or a family. */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, if anybody. */
        get: operations["show_session"];
        put?: never;
        /**
         * Signs in. Refuses with `access.credentials_wrong`, `access.totp_needed`, `access.totp_wrong` or
         *     `access.throttled`.
         */
        post: operations["create_session"];
        /** Signs out. Signing out twice is no fault. */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The settings of the installation. */
        get: operations["show_settings"];
        /**
         * Changes the settings of the installation; for those who run all of it. `demo_loaded` is not
         *     changed here: it follows from loading and clearing the sample province.
         */
        put: operations["set_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sites of the caller's branch. */
        get: operations["list_sites"];
        put?: never;
        /** Enters a site. */
        post: operations["create_site"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{site_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replaces what is known of a site. */
        put: operations["change_site"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller has to do today, and how their branch stands. */
        get: operations["show_today"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own tokens, the newest first. */
        get: operations["list_tokens"];
        put?: never;
        /** Makes a token. Its secret is in this answer and nowhere else. */
        post: operations["create_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes one of one's own tokens. */
        delete: operations["revoke_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Announces a file. What is too large, or more than may be sent, is refused before a byte of it
         *     is.
         */
        post: operations["begin_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a file has come; `HEAD` answers with the headers `Upload-Offset` and `Upload-Length`. */
        get: operations["show_upload"];
        put?: never;
        post?: never;
        /** Gives a file up. */
        delete: operations["abandon_upload"];
        options?: never;
        head?: never;
        /**
         * Sends the next piece. One that arrived before, wholly, is answered as if it were new, so that a
         *     sender whose connection broke may send it again.
         */
        patch: operations["continue_upload"];
        trace?: never;
    };
    "/api/v1/uploads/{upload_id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends an upload of evidence or of a list: the content must be what was announced, and is stored.
         *     Evidence names it by `file_id`. A letter is not stored before it was read: hand its upload to
         *     the route for letters instead.
         */
        post: operations["finish_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/warning-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The warning lists: imported ones, then those that came with the program. */
        get: operations["list_warning_lists"];
        put?: never;
        /**
         * Imports warning lists of the MISP project, all files or none; one of the same name is replaced.
         *     The next list that is read is compared with them.
         */
        post: operations["import_warning_lists"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/warning-lists/{warning_list_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes an imported warning list; those that came with the program stay. */
        delete: operations["remove_warning_list"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server lives. */
        get: operations["show_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server can answer from its database. */
        get: operations["show_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the server counts about itself, for Prometheus. Names no person and no body. */
        get: operations["show_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An account. */
        Account: {
            /** @description Whether it can no longer sign in. */
            disabled: boolean;
            /** @description All roles with their bodies. */
            grants: components["schemas"]["Grant"][];
            /** @description Its id. */
            id: components["schemas"]["AccountId"];
            last_seen_at?: components["schemas"]["Timestamp"] | null;
            /** @description Name to sign in with. */
            login: string;
            /** @description Name to be shown. */
            name: string;
            organization?: components["schemas"]["OrganizationRef"] | null;
            /** @description Roles that it has somewhere. */
            roles: components["schemas"]["Role"][];
            /** @description Whether a one-time code is asked for. */
            totp: boolean;
        };
        /**
         * Format: uuid
         * @description An account that signs in.
         */
        AccountId: string;
        /** @description A person's account and name. */
        AccountRef: {
            /** @description The account. */
            id: components["schemas"]["AccountId"];
            /** @description Its name; empty where there is no such account any more. */
            name: string;
        };
        /** @description An action and what is given with it. */
        Action: {
            /** @description What to do. */
            action: components["schemas"]["ActionKind"];
            assignee?: components["schemas"]["AccountId"] | null;
            /** @description Files that go with it, by their content hash. */
            attachments?: string[];
            covers_from?: components["schemas"]["Timestamp"] | null;
            covers_to?: components["schemas"]["Timestamp"] | null;
            /** @description Method of the evidence. */
            method?: string | null;
            organization_id?: components["schemas"]["OrganizationId"] | null;
            path?: components["schemas"]["CleanPath"] | null;
            produced_at?: components["schemas"]["Timestamp"] | null;
            /** @description Proofs that are attested. */
            proofs?: string[];
            /** @description Why (approvals). */
            reason?: string | null;
            site_id?: components["schemas"]["SiteId"] | null;
            /** @description What was done (claim), what is said (comment). */
            statement?: string | null;
            until?: components["schemas"]["Timestamp"] | null;
        };
        /**
         * @description What can be done with a finding.
         * @enum {string}
         */
        ActionKind: "acknowledge" | "claim" | "add_evidence" | "attest" | "power_off" | "accept_risk" | "unsupported" | "false_positive" | "reopen" | "assign" | "comment" | "reattribute" | "set_path" | "set_due";
        /** @description A decision on a claim. */
        ApprovalForm: {
            /** @description Approved, or rejected. */
            approve: boolean;
            /** @description Why; a rejection needs it. */
            reason?: string | null;
        };
        /** @description How many letters came with a directive, and how many it says did. */
        Attached: {
            /**
             * Format: int32
             * @description Cited letters that are here.
             */
            have: number;
            /**
             * Format: int32
             * @description Letters that it says are attached.
             */
            said: number;
        };
        BTreeMap: {
            [key: string]: string;
        };
        /** @description A reason behind a figure. */
        Because: {
            /**
             * Format: int64
             * @description How many things.
             */
            count: number;
            /** @description The query of the list of findings that shows them, where one does. */
            filter?: string | null;
            /** @description The reason. */
            message: components["schemas"]["Message"];
        };
        /** @description The SHA-256 of a content, which is its name. Written as 64 hex digits. */
        BlobId: string;
        /** @description The board of a directive. */
        Board: {
            as_of: components["schemas"]["Timestamp"];
            cards: components["schemas"]["Cards"];
            columns: components["schemas"]["BoardColumn"][];
            directive: components["schemas"]["Directive"];
            frozen?: components["schemas"]["CutOff"] | null;
            /** @description What belongs to no bound body, by column. */
            outside: (components["schemas"]["Tally"] | null)[];
            /** @description Whether rows outside the caller's branch were left out, of the totals too. */
            partial: boolean;
            rows: components["schemas"]["BoardRow"][];
            slowest_source?: components["schemas"]["Message"] | null;
            totals: (components["schemas"]["Tally"] | null)[];
        };
        /** @description One body on one obligation. */
        BoardCell: {
            because: components["schemas"]["Because"][];
            explanation?: components["schemas"]["Explanation"] | null;
            /** @description Whether nothing is known because no source covers the time of the directive. */
            no_source: boolean;
            /** @description Whether the body is known to have nothing to do. */
            none: boolean;
            obligation_id: components["schemas"]["ObligationId"];
            tally?: components["schemas"]["Tally"] | null;
        };
        /** @description An obligation as a column. */
        BoardColumn: {
            /** @description Its measure. */
            code: components["schemas"]["Measure"];
            due_at?: components["schemas"]["Timestamp"] | null;
            /** @description Whether there is a measure for it today. */
            measured: boolean;
            /** @description The obligation. */
            obligation_id: components["schemas"]["ObligationId"];
            /** @description What stands behind a claim of completion. */
            proof_class: components["schemas"]["ProofClass"];
            /** @description How it is called. */
            title: string;
            /**
             * Format: int32
             * @description How heavily what is owed here counts when bodies are put in order; 1 is plain.
             */
            weight: number;
        };
        /** @description A body on all obligations. */
        BoardRow: {
            /**
             * Format: int64
             * @description Bodies below it whose figures count here.
             */
            acting_count: number;
            cells: components["schemas"]["BoardCell"][];
            organization: components["schemas"]["OrganizationRef"];
        };
        /** @description The mandatory roles of one body. */
        BodyContacts: {
            /** @description The body. */
            organization: components["schemas"]["OrganizationRef"];
            /** @description Its mandatory roles. */
            roles: components["schemas"]["ContactRoleStanding"][];
        };
        /** @description One action on many findings. */
        BulkAction: {
            /** @description The action. */
            action: components["schemas"]["Action"];
            /** @description The findings, at most 500. */
            ids: components["schemas"]["FindingId"][];
        };
        /** @description A finding that was refused. */
        BulkRefusal: {
            /** @description Why, as a key under `errors`. */
            code: string;
            /** @description Why, in words. */
            detail: string;
            /** @description The finding. */
            id: components["schemas"]["FindingId"];
        };
        /** @description What came of a bulk action. */
        BulkResult: {
            /**
             * Format: int64
             * @description Findings changed.
             */
            done: number;
            /** @description Findings refused, each with why. */
            refused: components["schemas"]["BulkRefusal"][];
        };
        /**
         * @description What came of a call.
         * @enum {string}
         */
        CallOutcome: "answered" | "not_answered" | "wrong_number";
        /** @description A body that a row may belong to. */
        CandidateView: {
            /** @description The body. */
            organization: components["schemas"]["OrganizationRef"];
            /** @description Why. */
            reason: components["schemas"]["Message"];
        };
        /** @description The large figures above the table. Each measure counts once, however many clauses ask for it. */
        Cards: {
            /** @description Addresses on the botnet lists. */
            botnet: components["schemas"]["Clean"];
            /**
             * Format: int64
             * @description Late ones among those.
             */
            overdue: number;
            /**
             * Format: int64
             * @description Not done, late ones included.
             */
            owed: number;
            /**
             * Format: int64
             * @description Without data.
             */
            unknown: number;
            /** @description Proved. */
            verified: components["schemas"]["Share"];
        };
        /** @description A letter that is cited. */
        CitedView: {
            /** @description Whether the letter says that it is attached. */
            attached: boolean;
            attached_file?: string | null;
            /** Format: date */
            date?: string | null;
            directive_id?: components["schemas"]["DirectiveId"] | null;
            /** @description `carries_out`, `warning`, `attached`, `basis` or `mentioned`. */
            how: string;
            /** @description Index among the citations, to attach a file by. */
            index: number;
            number?: string | null;
            text: string;
        };
        /** @description A claim of address space. */
        Claim: {
            from?: components["schemas"]["Timestamp"] | null;
            /** @description Its id. */
            id: components["schemas"]["ClaimId"];
            /** @description Which of them. */
            kind: components["schemas"]["SpaceKind"];
            /** @description Whether the caller may approve or reject it. */
            may_decide: boolean;
            /** @description A remark. */
            note?: string | null;
            /** @description Who holds it on the day asked for. */
            organization: components["schemas"]["OrganizationRef"];
            /** @description Claims of other bodies that meet it. */
            overlaps: components["schemas"]["OverlapView"][];
            /** @description Why it was approved or rejected. */
            reason?: string | null;
            /** @description Whether several bodies go out through it. */
            shared_exit: boolean;
            site?: components["schemas"]["SiteRef"] | null;
            /** @description A network, an AS number (`AS64500`) or a domain. */
            space: string;
            /** @description Where it stands; only approved claims attribute. */
            state: components["schemas"]["ClaimState"];
            to?: components["schemas"]["Timestamp"] | null;
        };
        /** @description Changes of a claim; what is not sent stays, null takes away. */
        ClaimChange: {
            /** @description First day or instant. */
            from?: string | null;
            /** @description A remark. */
            note?: string | null;
            /** @description Whether several bodies go out through it. */
            shared_exit?: boolean | null;
            site_id?: components["schemas"]["SiteId"] | null;
            /** @description Last day (included) or end. */
            to?: string | null;
        };
        /** @description A claim to be made. */
        ClaimForm: {
            /** @description Approve it at once; only who may approve claims of that body. */
            approve?: boolean;
            /** @description First day (2025-07-01) or instant. */
            from?: string | null;
            /** @description A remark. */
            note?: string | null;
            /** @description Who claims. */
            organization_id: components["schemas"]["OrganizationId"];
            /** @description Whether several bodies go out through it. */
            shared_exit?: boolean;
            site_id?: components["schemas"]["SiteId"] | null;
            /** @description A network, an AS number (`AS64500`) or a domain. */
            space: string;
            /** @description Last day (included) or end as an instant. */
            to?: string | null;
        };
        /**
         * Format: uuid
         * @description A claim of address space.
         */
        ClaimId: string;
        /**
         * @description Where a claim stands. Only approved claims attribute.
         * @enum {string}
         */
        ClaimState: "claimed" | "approved" | "rejected" | "withdrawn";
        /** @description Botnet addresses that are clean. */
        Clean: {
            /**
             * Format: int64
             * @description Proved clean.
             */
            clean: number;
            /**
             * Format: int64
             * @description Of how many.
             */
            total: number;
        };
        /**
         * @description How the thing behind a finding is cleaned.
         * @enum {string}
         */
        CleanPath: "computer" | "device";
        /** @description The word that confirms it. */
        ClearRequest: {
            /** @description `xoa`. */
            confirm: string;
        };
        /** @description One column. */
        Column: {
            field?: components["schemas"]["Field"] | null;
            /** @description Header as it stands in the file; empty where there is none. */
            header: string;
            /** @description Position, from 0. */
            index: number;
            /**
             * Format: int32
             * @description Of several columns for one field the lowest rank that is filled counts.
             */
            rank?: number;
        };
        /**
         * @description How sure the reading is.
         * @enum {string}
         */
        Confidence: "low" | "medium" | "high";
        /** @description What a person decided in the preview. */
        Confirmation: {
            /** @description Flagged rows that are right all the same; the others wait in the queue. */
            accepted?: components["schemas"]["RowId"][];
        };
        /** @description A contact point of a body. */
        Contact: {
            /** @description Whether they are of a body above, shown since they are meant to be called. */
            above: boolean;
            called_at?: components["schemas"]["Timestamp"] | null;
            counts_until?: components["schemas"]["Timestamp"] | null;
            /** @description E-mail addresses. */
            emails: string[];
            /** @description How far they can be relied on. */
            freshness: components["schemas"]["Freshness"];
            /** @description The person. */
            id: components["schemas"]["PersonId"];
            /** @description Whether the caller may change them and record calls. */
            may_edit: boolean;
            /** @description Name. */
            name: string;
            /** @description A remark. */
            note?: string | null;
            /** @description Whose contact point. */
            organization: components["schemas"]["OrganizationRef"];
            outcome?: components["schemas"]["CallOutcome"] | null;
            /** @description Telephone numbers. */
            phones: components["schemas"]["ContactPhone"][];
            /** @description Position. */
            position?: string | null;
            /** @description In which roles they are called. */
            roles: components["schemas"]["ContactRole"][];
            said_checked_at?: components["schemas"]["Timestamp"] | null;
            valid_from?: components["schemas"]["Timestamp"] | null;
            valid_to?: components["schemas"]["Timestamp"] | null;
        };
        /** @description A call that was recorded. */
        ContactCheck: {
            account_id?: components["schemas"]["AccountId"] | null;
            /** @description Who answered. */
            answered_by?: string | null;
            /** @description When the call was made. */
            called_at: components["schemas"]["Timestamp"];
            /** @description Whether it was made to the numbers of today. */
            current: boolean;
            /** @description Whether somebody above the body made it; the body's own word proves nothing. */
            independent: boolean;
            /** @description A remark. */
            note?: string | null;
            /** @description What came of it. */
            outcome: components["schemas"]["CallOutcome"];
            /** @description Which number was called. */
            phone?: string | null;
            /** @description When it was recorded. */
            recorded_at: components["schemas"]["Timestamp"];
        };
        /** @description A call that was made. */
        ContactCheckForm: {
            /** @description Who answered. */
            answered_by?: string | null;
            called_at?: components["schemas"]["Timestamp"] | null;
            /** @description A remark. */
            note?: string | null;
            /** @description What came of it. */
            outcome: components["schemas"]["CallOutcome"];
            /** @description Which number was called. */
            phone?: string | null;
        };
        /** @description How many of the mandatory roles stand where. */
        ContactCoverage: {
            at?: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int64
             * @description Bodies in all.
             */
            bodies: number;
            /**
             * Format: int64
             * @description Of these: somebody is named, and not called within these days.
             */
            claimed: number;
            /**
             * Format: int32
             * @description Days for which an answered call counts.
             */
            fresh_days: number;
            /** @description The bodies, those most behind first. */
            items: components["schemas"]["BodyContacts"][];
            /**
             * Format: int64
             * @description Of these: nobody is named, or nobody can be reached.
             */
            owed: number;
            /**
             * Format: int64
             * @description Mandatory roles in all.
             */
            required: number;
            /**
             * Format: int64
             * @description Of these: answered within the days that count.
             */
            verified: number;
        };
        /** @description A contact point with the calls to it. */
        ContactDetail: components["schemas"]["Contact"] & {
            /** @description Calls, newest first. */
            checks: components["schemas"]["ContactCheck"][];
        };
        /** @description A contact point to be entered, or all that is known of one from now on. */
        ContactForm: {
            /** @description E-mail addresses. */
            emails?: string[];
            /** @description Name of the person or the desk. */
            name: string;
            /** @description A remark. */
            note?: string | null;
            /** @description Whose contact point. */
            organization_id: components["schemas"]["OrganizationId"];
            /** @description Telephone numbers; one that cannot be right is kept and flagged. */
            phones?: string[];
            /** @description Position. */
            position?: string | null;
            /** @description In which roles they are called. */
            roles: components["schemas"]["ContactRole"][];
            valid_from?: components["schemas"]["Timestamp"] | null;
            valid_to?: components["schemas"]["Timestamp"] | null;
        };
        /** @description Whom to call, the nearest first. */
        ContactLadder: {
            reason?: components["schemas"]["Message"] | null;
            /** @description The bodies, from the nearest up. */
            steps: components["schemas"]["LadderStep"][];
        };
        /** @description A telephone number, with what speaks against it. */
        ContactPhone: {
            doubt?: components["schemas"]["PhoneDoubt"] | null;
            /** @description As it was written. */
            text: string;
        };
        /**
         * @description In which role a body's contact point is called.
         * @enum {string}
         */
        ContactRole: "head" | "security_officer" | "duty" | "technical";
        /** @description One mandatory role. */
        ContactRoleStanding: {
            best?: components["schemas"]["Freshness"] | null;
            /** @description The role. */
            role: components["schemas"]["ContactRole"];
            /** @description Where the role stands on the board. */
            state: components["schemas"]["State"];
        };
        /** @description A contact that the letter gives: a card, not a duty. */
        ContactView: {
            emails: string[];
            name: string;
            phones: string[];
            warnings: components["schemas"]["Message"][];
        };
        /** @description Figures that were frozen. */
        CutOff: {
            at: components["schemas"]["Timestamp"];
            /** @description Who froze them. */
            by: string;
            id: components["schemas"]["ReportId"];
            /** @description Number and hash of the log's last entry before. */
            log_head: string;
            note?: string | null;
            /** @description Merkle root over the rows, in hex. */
            root: string;
        };
        /** @description What the figures are frozen for. */
        CutOffBody: {
            /** @description At most 200 letters. */
            note?: string | null;
        };
        /**
         * @description Which number of `03/04/2024` is the day.
         * @enum {string}
         */
        DateOrder: "day_first" | "month_first";
        /** @description What came of it. */
        Decided: {
            /**
             * Format: int64
             * @description Rows decided.
             */
            done: number;
        };
        /**
         * @description What a person decides about rows that wait.
         * @enum {string}
         */
        Decision: "assign" | "not_ours" | "wrong_row";
        /** @description What is decided about rows. */
        Decisions: {
            /** @description What. */
            decision: components["schemas"]["Decision"];
            /** @description The rows. */
            items: components["schemas"]["RowId"][];
            organization_id?: components["schemas"]["OrganizationId"] | null;
            /** @description Why. */
            reason?: string | null;
            site_id?: components["schemas"]["SiteId"] | null;
        };
        /** @description One row of the difference that an import makes. */
        DiffRow: {
            /** @description What it does. */
            action: components["schemas"]["RowAction"];
            after?: components["schemas"]["BTreeMap"] | null;
            before?: components["schemas"]["BTreeMap"] | null;
            /** @description How a person recognizes it: a name, a space. */
            key: string;
            /**
             * Format: int64
             * @description Number of the row in the file.
             */
            row: number;
        };
        /** @description A directive. */
        Directive: {
            attached: components["schemas"]["Attached"];
            confirmed_at?: components["schemas"]["Timestamp"] | null;
            /** Format: date */
            dated?: string | null;
            /** @description Name of the file it came in; empty for pasted text. */
            file_name: string;
            id: components["schemas"]["DirectiveId"];
            issuer?: string | null;
            number?: string | null;
            obligations: components["schemas"]["ObligationView"][];
            parent?: components["schemas"]["Parent"] | null;
            received_at: components["schemas"]["Timestamp"];
            signer?: string | null;
            state: components["schemas"]["DirectiveState"];
            subject?: string | null;
            symbol?: string | null;
            window?: components["schemas"]["Window"] | null;
        };
        /** @description A directive with its reading. */
        DirectiveDetail: components["schemas"]["Directive"] & {
            files: components["schemas"]["FileView"][];
            reading: components["schemas"]["ReadingView"];
        };
        /**
         * Format: uuid
         * @description A directive (công văn).
         */
        DirectiveId: string;
        /** @description What a person corrects; null empties a field, what is not sent stays. */
        DirectivePatch: {
            /**
             * Format: date
             * @description Day of issue as `2024-01-22`.
             * @default null
             */
            dated: string | null;
            /** @default null */
            issuer: string | null;
            /** @default null */
            number: string | null;
            /** @default null */
            signer: string | null;
            /** @default null */
            subject: string | null;
            /** @default null */
            symbol: string | null;
            /** @default null */
            window: components["schemas"]["Window"] | null;
        };
        /**
         * @description Where a directive stands.
         * @enum {string}
         */
        DirectiveState: "draft" | "confirmed" | "closed" | "discarded";
        /** @description What a body says of a figure. */
        Explanation: {
            at: components["schemas"]["Timestamp"];
            /** @description Who wrote it. */
            by: string;
            /** @description Its words; empty once they were erased. */
            text: string;
        };
        /** @description An explanation of one figure. */
        ExplanationBody: {
            /** @description The obligation. */
            obligation_id: components["schemas"]["ObligationId"];
            /** @description The body whose figure it is. */
            organization_id: components["schemas"]["OrganizationId"];
            /** @description The words, at most 2,000 letters; empty takes the explanation back. */
            text: string;
        };
        /**
         * @description What a column holds.
         * @enum {string}
         */
        Field: "ordinal" | "unit" | "address" | "internal_address" | "source_port" | "port" | "destination" | "destination_port" | "family" | "first_seen" | "last_seen" | "seen" | "clock_time" | "count" | "hostname" | "machine_name" | "note";
        /** @description A file to be stored. */
        FileForm: {
            /**
             * Format: binary
             * @description The file.
             */
            file: string;
        };
        /** @description A file of the directive. */
        FileView: {
            /** Format: int64 */
            bytes: number;
            /** @description Content hash; the file is at `/blobs/{id}`. */
            id: string;
            name: string;
        };
        /** @description A finding from source to proof. */
        FindingDetail: components["schemas"]["FindingView"] & {
            /** @description What the caller may do now. */
            actions: components["schemas"]["ActionKind"][];
            claimed_at?: components["schemas"]["Timestamp"] | null;
            cleaned_at?: components["schemas"]["Timestamp"] | null;
            /** @description What happened, oldest first. */
            story: components["schemas"]["Story"][];
            /** @description The proofs that it takes to close it. */
            to_close: components["schemas"]["ProofView"][];
        };
        /**
         * Format: uuid
         * @description A finding of the ledger.
         */
        FindingId: string;
        /**
         * @description Which rule set a finding is judged by; a file of that name in `data/kinds`.
         * @enum {string}
         */
        FindingKind: "botnet_address";
        /** @description A finding in a list. */
        FindingView: {
            /** @description The body that answers for it (chủ quản). */
            accountable: components["schemas"]["OrganizationRef"];
            /** @description The body that has to act (vận hành). */
            acting: components["schemas"]["OrganizationRef"];
            /** @description Addresses, newest first, at most three. */
            addresses: string[];
            assignee?: components["schemas"]["AccountRef"] | null;
            /** @description Whether some of the proof is a second person's word. */
            attested: boolean;
            clean_by?: components["schemas"]["Timestamp"] | null;
            /** @description Family. */
            family: string;
            /** @description Oldest sign. */
            first_seen_at: components["schemas"]["Timestamp"];
            /** @description Its id. */
            id: components["schemas"]["FindingId"];
            /** @description Its rule set. */
            kind: components["schemas"]["FindingKind"];
            /** @description Newest sign. */
            last_seen_at: components["schemas"]["Timestamp"];
            /** @description Whether it is late. */
            overdue: boolean;
            /** @description How it is cleaned. */
            path: components["schemas"]["CleanPath"];
            /**
             * Format: int32
             * @description 1 (first) to 4.
             */
            priority: number;
            /**
             * Format: int32
             * @description How often it came back.
             */
            recurrences: number;
            /** @description How bad it is. */
            severity: components["schemas"]["Severity"];
            site_id?: components["schemas"]["SiteId"] | null;
            /** @description Whether the source that would tell is silent. */
            stale: boolean;
            /** @description Where it stands. */
            state: components["schemas"]["State"];
            /** @description What it is, in words. */
            title: components["schemas"]["Message"];
            until?: components["schemas"]["Timestamp"] | null;
            /** @description Last change. */
            updated_at: components["schemas"]["Timestamp"];
        };
        /** @description The first account, with the link that the server printed when it started. */
        FirstAccount: {
            /** @description Name to sign in with. */
            login: string;
            /** @description Name to be shown. */
            name: string;
            /** @description Password, at least 12 characters. */
            password: string;
            /** @description The secret of the link. */
            token: string;
        };
        /** @description A first one-time code. */
        FirstCode: {
            /** @description Six digits. */
            code: string;
        };
        /** @description What was found, within what the caller may see. */
        Found: {
            /** @description Address space. */
            claims: components["schemas"]["FoundClaim"][];
            /** @description Letters. */
            directives: components["schemas"]["FoundDirective"][];
            /** @description Findings. */
            findings: components["schemas"]["FoundFinding"][];
            /** @description Bodies. */
            organizations: components["schemas"]["OrganizationRef"][];
        };
        /** @description A claim that was found. */
        FoundClaim: {
            /** @description The claim. */
            id: components["schemas"]["ClaimId"];
            /** @description The body that holds it. */
            organization: components["schemas"]["OrganizationRef"];
            /** @description The space. */
            space: string;
        };
        /** @description A letter that was found. */
        FoundDirective: {
            /** @description The letter. */
            id: components["schemas"]["DirectiveId"];
            /** @description Who issued it; empty where that is not known. */
            issuer: string;
            /** @description Number and subject, or the name of its file. */
            title: string;
        };
        /** @description A finding that was found. */
        FoundFinding: {
            /** @description Its family. */
            family: string;
            /** @description The finding. */
            id: components["schemas"]["FindingId"];
            /** @description The body that answers for it. */
            organization: components["schemas"]["OrganizationRef"];
            /** @description Where it stands. */
            state: components["schemas"]["State"];
        };
        /**
         * @description How far one may rely on a contact point.
         * @enum {string}
         */
        Freshness: "verified" | "due" | "never_checked" | "failed" | "cannot_be_right";
        /** @description A role on a body. */
        Grant: {
            /** @description Name of a compartment that is seen too. */
            compartment?: string | null;
            organization?: components["schemas"]["OrganizationRef"] | null;
            /** @description The role. */
            role: components["schemas"]["Role"];
        };
        /** @description A role on a body that an account is to have. */
        Granting: {
            /** @description Name of a compartment that is seen too. */
            compartment?: string | null;
            organization_id?: components["schemas"]["OrganizationId"] | null;
            /** @description The role. */
            role: components["schemas"]["Role"];
        };
        /** @description All roles that an account is to have. */
        Grants: {
            /** @description Everything it is trusted with from now on; what is not named is revoked. */
            grants: components["schemas"]["Granting"][];
        };
        /** @description The end of the log: whoever holds it can tell whether the tail was cut later. */
        Head: {
            /** @description Hash of the last entry, in hex. */
            hash: string;
            /** @description Short name of the key that signed it. */
            key_id: string;
            /**
             * Format: int64
             * @description Number of the last entry; 0 while the log is empty.
             */
            seq: number;
            /** @description Ed25519 signature of the hash, in hex. */
            signature: string;
        };
        /** @description Whether something holds. */
        Health: {
            /** @description Always true; a server that is not well does not answer. */
            ok: boolean;
        };
        /**
         * @description Why a list as a whole is of no use here.
         * @enum {string}
         */
        Ignored: "regex" | "other_kind" | "unknown_type";
        /** @description A registry file. */
        ImportForm: {
            /**
             * Format: binary
             * @description CSV or XLSX, with a header row in Vietnamese or English.
             */
            file: string;
        };
        /**
         * Format: uuid
         * @description An import of a registry file, from its preview on.
         */
        ImportId: string;
        /**
         * @description What the rows of a file are.
         * @enum {string}
         */
        ImportKind: "organizations" | "claims" | "people" | "contacts" | "sites";
        /** @description An import: what it would do, or has done. */
        ImportPreview: {
            /**
             * Format: int64
             * @description Rows that add something.
             */
            added: number;
            at?: components["schemas"]["Timestamp"] | null;
            /** @description Whether it can be confirmed: something changes and nothing is wrong. */
            can_confirm: boolean;
            /**
             * Format: int64
             * @description Rows that change something.
             */
            changed: number;
            /** @description What each row does. */
            diff: components["schemas"]["DiffRow"][];
            /** @description Name of the file. */
            file: string;
            /** @description Its id. */
            id: components["schemas"]["ImportId"];
            /** @description What the rows are. */
            kind: components["schemas"]["ImportKind"];
            /** @description What is wrong, by row and column; after an undoing, the rows that stayed. */
            problems: components["schemas"]["Problem"][];
            /**
             * Format: int64
             * @description Always 0: an import takes nothing away.
             */
            removed: number;
            /**
             * Format: int64
             * @description Rows with content.
             */
            rows: number;
            /** @description `preview`, `confirmed` or `undone`. */
            state: string;
            /**
             * Format: int64
             * @description Rows that change nothing.
             */
            unchanged: number;
        };
        /** @description A list, what was read of it, and how far it is. */
        IndicatorList: {
            /**
             * Format: int64
             * @description Size of the file in bytes.
             */
            bytes: number;
            failure?: components["schemas"]["Message"] | null;
            /** @description Name of the file as the person knows it; empty for pasted text. */
            file_name: string;
            /** @description Its id. */
            id: components["schemas"]["IndicatorListId"];
            imported_at?: components["schemas"]["Timestamp"] | null;
            judged?: components["schemas"]["Judged"] | null;
            period_from?: components["schemas"]["Timestamp"] | null;
            period_to?: components["schemas"]["Timestamp"] | null;
            preview?: components["schemas"]["Preview"] | null;
            problem?: components["schemas"]["Problem"] | null;
            progress?: components["schemas"]["ListProgress"] | null;
            /** @description What a person settled. */
            settings: components["schemas"]["ListSettings"];
            /** @description The series that it belongs to. */
            source: string;
            /** @description Where it stands. */
            state: components["schemas"]["ListState"];
            /** @description When it arrived. */
            uploaded_at: components["schemas"]["Timestamp"];
            withdrawn?: components["schemas"]["WithdrawnView"] | null;
        };
        /**
         * Format: uuid
         * @description A list of indicators as it arrived.
         */
        IndicatorListId: string;
        /** @description What a successor inherits of what no successor's sites name. */
        InheritsForm: {
            /** @description Bodies below; where nobody is named, the heir of the findings. */
            children?: boolean | null;
            /** @description Claims, and sites that are left. */
            claims?: boolean;
            /** @description People and contacts. */
            contacts?: boolean;
            /** @description Open findings. */
            findings?: boolean;
        };
        /** @description What an invitation leads to. */
        Invitation: {
            /** @description Name of the one who was invited. */
            name?: string | null;
            organization?: components["schemas"]["OrganizationRef"] | null;
            /** @description Roles there. */
            roles: components["schemas"]["Role"][];
        };
        /** @description Whom to invite and with what. */
        Inviting: {
            /** @description Name of a compartment that is seen too. */
            compartment?: string | null;
            /** @description Name of the one who is invited. */
            name?: string | null;
            organization_id?: components["schemas"]["OrganizationId"] | null;
            /** @description Roles there. */
            roles: components["schemas"]["Role"][];
        };
        /** @description A job. */
        Job: {
            /** @description When it was queued. */
            created_at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description Steps done.
             */
            done: number;
            error?: components["schemas"]["JobFailure"] | null;
            finished_at?: components["schemas"]["Timestamp"] | null;
            /** @description Its id. */
            id: components["schemas"]["JobId"];
            /** @description Its kind. */
            kind: string;
            organization_id?: components["schemas"]["OrganizationId"] | null;
            /**
             * Format: double
             * @description Share that is done, 0 to 1, where the number of steps is known.
             */
            progress?: number | null;
            stage?: components["schemas"]["Message"] | null;
            /** @description Where it stands. */
            state: components["schemas"]["JobState"];
            /**
             * Format: int64
             * @description Steps in all, where known.
             */
            total?: number | null;
        };
        /** @description Why a job failed. */
        JobFailure: {
            /** @description Code, a key of the translation files. */
            code: string;
            /** @description What happened, translated. */
            detail: string;
            /** @description What is wrong in the file that the job read. */
            problems?: components["schemas"]["Problem"][];
        };
        /**
         * Format: uuid
         * @description A background job.
         */
        JobId: string;
        /**
         * @description Where a job stands.
         * @enum {string}
         */
        JobState: "queued" | "running" | "done" | "failed" | "cancelled";
        /** @description Who somebody is who follows a link. */
        Joining: {
            /** @description Name to sign in with. */
            login: string;
            /** @description Name to be shown. */
            name: string;
            /** @description Password, at least 12 characters. */
            password: string;
        };
        /** @description How many rows of a list became what. */
        Judged: {
            /**
             * Format: int64
             * @description Findings that are absent from this list and gain evidence by it.
             */
            absent_findings: number;
            /**
             * Format: int64
             * @description Several bodies may be meant.
             */
            ambiguous: number;
            /**
             * Format: int64
             * @description Belonging to exactly one body.
             */
            attributed: number;
            /**
             * Format: int64
             * @description Bodies that have at least one row.
             */
            bodies: number;
            /**
             * Format: int64
             * @description Can hardly be right.
             */
            flagged: number;
            /**
             * Format: int64
             * @description Findings that are owed already and are seen again.
             */
            known_findings: number;
            /**
             * Format: int64
             * @description Findings that the import makes.
             */
            new_findings: number;
            /**
             * Format: int64
             * @description Exposed services and attacked addresses: no infections, left for the duty "vulnerabilities".
             */
            not_infections?: number;
            /**
             * Format: int64
             * @description Of a wider list, and not ours.
             */
            outside: number;
            /**
             * Format: int64
             * @description Findings that come back after they had been claimed or proved.
             */
            returned_findings: number;
            /**
             * Format: int64
             * @description No approved claim covers them.
             */
            unattributed: number;
        };
        /** @description A head that was kept elsewhere, such as on a printed report. */
        KeptHead: {
            /** @description Its hash, in hex. */
            hash: string;
            /**
             * Format: int64
             * @description Number of the entry.
             */
            seq: number;
        };
        /**
         * @description What a body has to do with it.
         * @enum {string}
         */
        LadderRelation: "acting" | "accountable" | "holder" | "asked" | "above" | "top";
        /** @description A body on the way up, with whom to call there. */
        LadderStep: {
            /** @description Whom to call, the most reliable first. */
            contacts: components["schemas"]["Contact"][];
            /** @description Mandatory roles in which there is nobody; none for bodies beyond the caller's branch. */
            missing: components["schemas"]["ContactRole"][];
            /** @description The body. */
            organization: components["schemas"]["OrganizationRef"];
            /** @description What it has to do with it. */
            relation: components["schemas"]["LadderRelation"];
        };
        /**
         * @description How a mapping came about.
         * @enum {string}
         */
        Layout: "header" | "shadowserver" | "content" | "hand";
        /** @description A letter as uploaded: a file, or pasted text. */
        LetterForm: {
            /**
             * Format: int32
             * @description For a file that comes with a letter: which of its citations it is.
             */
            cited?: number | null;
            /**
             * Format: binary
             * @description The file: DOCX, PDF with text, plain text.
             */
            file?: string | null;
            /** @description Pasted text instead of a file. */
            text?: string | null;
            /** @description Id of an upload (`/api/v1/uploads`) that has arrived, instead of a file. */
            upload?: string | null;
        };
        /** @description A link that counts once. */
        Link: {
            /** @description Until when it counts. */
            expires_at: components["schemas"]["Timestamp"];
            /** @description The address to open; it is shown this once. */
            link: string;
        };
        /** @description The period of a list. */
        ListPeriod: {
            /** @description From when (included) until when (excluded). */
            period: components["schemas"]["Period"];
            /** @description Where it was taken from. */
            source: components["schemas"]["PeriodSource"];
        };
        /** @description How far the work on a list is. */
        ListProgress: {
            /**
             * Format: int64
             * @description Rows done.
             */
            done: number;
            /** @description Key under `malware.stage`. */
            stage: string;
            /**
             * Format: int64
             * @description Of how many; 0 where nobody knows.
             */
            total: number;
        };
        /**
         * @description For whom a list was made, which decides what a row without a body means.
         * @enum {string}
         */
        ListReach: "ours" | "wider";
        /** @description A row of a list and what became of it. */
        ListRow: {
            /** @description Where. */
            address: string;
            /** @description The bodies that it may belong to, best first. */
            candidates: components["schemas"]["CandidateView"][];
            /**
             * Format: int64
             * @description How many times.
             */
            count: number;
            /** @description What was called. */
            destination?: string | null;
            /** @description Canonical family. */
            family: string;
            /** @description Family as the list writes it. */
            family_written: string;
            first_seen_at?: components["schemas"]["Timestamp"] | null;
            /** @description Its id. */
            id: components["schemas"]["RowId"];
            last_seen_at?: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int32
             * @description Rows that were merged into it.
             */
            merged: number;
            /** @description Notes of the row. */
            note?: string | null;
            organization?: components["schemas"]["OrganizationRef"] | null;
            /** @description Why. */
            reason: components["schemas"]["Message"];
            /**
             * Format: int64
             * @description Row in the file.
             */
            row: number;
            /**
             * Format: int32
             * @description Port on the side of the infected address.
             */
            source_port?: number | null;
            /** @description What became of it. */
            status: components["schemas"]["RowStatus"];
            /** @description The body that the list names. */
            unit?: string | null;
            /** @description Whether the body that the list names is the same. */
            unit_agrees?: boolean | null;
            /** @description Why it can hardly be right. */
            warnings: components["schemas"]["Message"][];
        };
        /** @description What a person settled about a list before its import. */
        ListSettings: {
            date_order?: components["schemas"]["DateOrder"] | null;
            mapping?: components["schemas"]["Mapping"] | null;
            period?: components["schemas"]["Period"] | null;
            reach?: components["schemas"]["ListReach"] | null;
            /** @description IANA name of the zone of times that state none. */
            zone?: string | null;
        };
        /**
         * @description Where a list stands.
         * @enum {string}
         */
        ListState: "reading" | "needs_mapping" | "needs_zone" | "preview" | "importing" | "imported" | "failed" | "discarded" | "withdrawn";
        /**
         * @description A language of the interface.
         * @enum {string}
         */
        Locale: "vi" | "en";
        /** @description A language. */
        LocaleChoice: {
            /** @description The language. */
            locale: components["schemas"]["Locale"];
        };
        /** @description Who did something. */
        LogActor: {
            /** @description `account`, `system` or `command_line`. */
            kind: string;
            /** @description Name of the account, or what the program calls itself; never empty. */
            name: string;
        };
        /** @description One entry of the log. */
        LogEntry: {
            /** @description What happened, as a past participle. */
            action: string;
            /** @description Who did it. */
            actor: components["schemas"]["LogActor"];
            /** @description When it was recorded. */
            at: components["schemas"]["Timestamp"];
            /** @description Hash of the entry, in hex. */
            hash: string;
            /** @description What happened, to be shown. */
            label: components["schemas"]["Message"];
            organization?: components["schemas"]["OrganizationRef"] | null;
            /**
             * Format: int64
             * @description Number, from 1 without a gap.
             */
            seq: number;
            /** @description What it happened to. */
            subject: components["schemas"]["LogSubject"];
        };
        /** @description What something happened to. */
        LogSubject: {
            /** @description Its id; empty where it has none. */
            id: string;
            /** @description Kind of thing. */
            kind: string;
            /** @description Its name now, or what sort of thing it is. */
            label: string;
        };
        /** @description The result of checking the log. */
        LogVerification: {
            /**
             * Format: int64
             * @description Entries read.
             */
            entries: number;
            /** @description What is wrong, to be shown, in the order of the log. */
            faults: components["schemas"]["Message"][];
            /** @description Hash of the last entry; empty while the log is. */
            head: string;
            /** @description Whether nothing is wrong. */
            ok: boolean;
        };
        /** @description Whose an address is. */
        LookupView: {
            /** @description The claims that hold it, narrowest first; those that the caller may see. */
            claims: components["schemas"]["Claim"][];
            organization?: components["schemas"]["OrganizationRef"] | null;
            /** @description Why. */
            reason: components["schemas"]["Message"];
        };
        /** @description A new token with its secret. */
        MadeToken: {
            /** @description Its id. */
            id: components["schemas"]["TokenId"];
            /** @description The secret, shown this once. */
            token: string;
        };
        /** @description Which column holds what, and where the rows begin. */
        Mapping: {
            /** @description The columns, in the order of the file. */
            columns: components["schemas"]["Column"][];
            /** @description How many rows stand above the first row of data: titles, headers, numbering. */
            data_from: number;
            date_order?: components["schemas"]["DateOrder"] | null;
            /** @description How it came about. */
            layout: components["schemas"]["Layout"];
            /** @description The zone that a header or title states, by its IANA name. */
            zone?: string | null;
        };
        /**
         * @description How completion is computed: the closed list of codes that is used everywhere.
         * @enum {string}
         */
        Measure: "levels" | "watch" | "sweep" | "botnet" | "vulnerabilities" | "incidents" | "awareness" | "cascade" | "contacts" | "report" | "other";
        /** @description A text to be shown to a person in their own language. */
        Message: {
            /** @description Values that the text names. */
            arguments?: {
                [key: string]: string;
            };
            /** @description Key in the translation files, such as `errors.registry.claim_overlaps`. */
            code: string;
        };
        /** @description A new password. */
        NewPassword: {
            /** @description The password, at least 12 characters. */
            password: string;
        };
        /** @description A token that is asked for. */
        NewToken: {
            expires_at?: components["schemas"]["Timestamp"] | null;
            /** @description What it is for. */
            name: string;
            /** @description From where it counts: an address or CIDR. */
            network?: string | null;
            /** @description What it may do; part of what one may do oneself. */
            scopes: components["schemas"]["Permission"][];
        };
        /**
         * Format: uuid
         * @description An obligation that a directive creates.
         */
        ObligationId: string;
        /** @description An obligation as a person settles it. What is not sent stays as it is. */
        ObligationPatch: {
            code?: components["schemas"]["Measure"] | null;
            due_at?: components["schemas"]["Timestamp"] | null;
            /** @description Which; it must be one of the directive's. */
            id: components["schemas"]["ObligationId"];
            /** @description Whether it counts. */
            included?: boolean | null;
            proof_class?: components["schemas"]["ProofClass"] | null;
            /** @description How it is called on the board. */
            title?: string | null;
            /**
             * Format: int32
             * @description Share among the obligations, 1 to 100.
             */
            weight?: number | null;
        };
        /** @description What has to be done. */
        ObligationView: {
            /** @description Path of the clause. */
            clause: string;
            /** @description Its measure. */
            code: components["schemas"]["Measure"];
            due_at?: components["schemas"]["Timestamp"] | null;
            id: components["schemas"]["ObligationId"];
            /** @description Whether it counts. */
            included: boolean;
            /** @description Key of the words that say how it is measured. */
            measure: string;
            /** @description Whether there is a measure for it today. */
            measured: boolean;
            population: components["schemas"]["PopulationView"];
            proof_class: components["schemas"]["ProofClass"];
            /** @description The words that order it. */
            text: string;
            text_range?: components["schemas"]["TextRange"] | null;
            /** @description How it is called on the board. */
            title: string;
            /**
             * Format: int32
             * @description Share among the obligations, 1 to 100.
             */
            weight: number;
        };
        /** @description The obligations as a person settles them. */
        ObligationsBody: {
            /** @description Those that change; the others stay as they are. */
            obligations: components["schemas"]["ObligationPatch"][];
        };
        /** @description A body. */
        Organization: {
            /** @description National code (Decision 20/2020/QĐ-TTg). */
            code?: string | null;
            /** @description What belongs to it. */
            counts: components["schemas"]["OrganizationCounts"];
            from?: components["schemas"]["Timestamp"] | null;
            /** @description Its id. */
            id: components["schemas"]["OrganizationId"];
            /** @description Sort of body. */
            kind: components["schemas"]["OrganizationKind"];
            /** @description Its name on the day asked for. */
            name: string;
            parent?: components["schemas"]["OrganizationRef"] | null;
            /** @description Its short name. */
            short_name?: string | null;
            /** @description Who followed it. */
            successors: components["schemas"]["SuccessionView"][];
            to?: components["schemas"]["Timestamp"] | null;
            /** @description Zone in which its days begin. */
            zone: string;
        };
        /** @description Changes of a body; what is not sent stays, null takes away. */
        OrganizationChange: {
            /** @description From which day or instant name and parent change; from now on where nothing is said. */
            at?: string | null;
            /** @description Corrected national code. */
            code?: string | null;
            /** @description Corrected first day or instant. */
            from?: string | null;
            kind?: components["schemas"]["OrganizationKind"] | null;
            /** @description A new name, from `at` on. */
            name?: string | null;
            parent_id?: components["schemas"]["OrganizationId"] | null;
            /** @description A new short name, from `at` on. */
            short_name?: string | null;
            /** @description Corrected last day (included) or end. */
            to?: string | null;
            /** @description Corrected zone. */
            zone?: string | null;
        };
        /** @description What belongs to a body. */
        OrganizationCounts: {
            /**
             * Format: int64
             * @description Bodies directly below.
             */
            children: number;
            /**
             * Format: int64
             * @description Claims that stand.
             */
            claims: number;
            /**
             * Format: int64
             * @description Findings that are not done, answered for or acted on by the body itself.
             */
            open_findings: number;
            /**
             * Format: int64
             * @description People.
             */
            people: number;
            /**
             * Format: int64
             * @description Sites.
             */
            sites: number;
        };
        /** @description A body to be entered. */
        OrganizationForm: {
            /** @description National code. */
            code?: string | null;
            /** @description First day (2025-07-01) or instant. */
            from?: string | null;
            /** @description Sort of body. */
            kind: components["schemas"]["OrganizationKind"];
            /** @description Full name. */
            name: string;
            parent_id?: components["schemas"]["OrganizationId"] | null;
            /** @description Short name. */
            short_name?: string | null;
            /** @description Last day (included) or end as an instant. */
            to?: string | null;
            /** @description Zone; Asia/Ho_Chi_Minh where nothing is said. */
            zone?: string | null;
        };
        /**
         * Format: uuid
         * @description A body of the tree: agency, unit, commune.
         */
        OrganizationId: string;
        /**
         * @description What sort of body it is; it decides the layout of its documents.
         * @enum {string}
         */
        OrganizationKind: "state" | "party" | "mass_organization" | "public_service" | "enterprise";
        /** @description A body with everything below it. */
        OrganizationNode: {
            /** @description The bodies directly below, by name. */
            children: components["schemas"]["OrganizationNode"][];
            /** @description Its id. */
            id: components["schemas"]["OrganizationId"];
            /** @description Sort of body. */
            kind: components["schemas"]["OrganizationKind"];
            /** @description Its name on the day asked for. */
            name: string;
        };
        /** @description A body as it is named beside other things. */
        OrganizationRef: {
            /** @description National code, if it has one. */
            code?: string | null;
            /** @description Its id. */
            id: components["schemas"]["OrganizationId"];
            /** @description Its name today. */
            name: string;
        };
        /** @description Another body's claim that meets this one. */
        OverlapView: {
            /** @description The other claim. */
            claim_id: components["schemas"]["ClaimId"];
            /** @description Whether it is exactly the same space: one of the two must go, or both are a shared exit. */
            equal: boolean;
            /** @description Whose it is. */
            organization: components["schemas"]["OrganizationRef"];
            /** @description What it claims. */
            space: string;
        };
        /** @description A session of one's own. */
        OwnSession: {
            /** @description What the browser said about itself. */
            client: string;
            /** @description When it began. */
            created_at: components["schemas"]["Timestamp"];
            /** @description Whether it is the one that asks. */
            current: boolean;
            /** @description When it ends at the latest. */
            expires_at: components["schemas"]["Timestamp"];
            /**
             * Format: uuid
             * @description Its id; not the secret.
             */
            id: string;
            /** @description When it was last used. */
            seen_at: components["schemas"]["Timestamp"];
        };
        /** @description One page of a list. */
        Page_Account: {
            /** @description The items. */
            items: {
                /** @description Whether it can no longer sign in. */
                disabled: boolean;
                /** @description All roles with their bodies. */
                grants: components["schemas"]["Grant"][];
                /** @description Its id. */
                id: components["schemas"]["AccountId"];
                last_seen_at?: components["schemas"]["Timestamp"] | null;
                /** @description Name to sign in with. */
                login: string;
                /** @description Name to be shown. */
                name: string;
                organization?: components["schemas"]["OrganizationRef"] | null;
                /** @description Roles that it has somewhere. */
                roles: components["schemas"]["Role"][];
                /** @description Whether a one-time code is asked for. */
                totp: boolean;
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_Claim: {
            /** @description The items. */
            items: {
                from?: components["schemas"]["Timestamp"] | null;
                /** @description Its id. */
                id: components["schemas"]["ClaimId"];
                /** @description Which of them. */
                kind: components["schemas"]["SpaceKind"];
                /** @description Whether the caller may approve or reject it. */
                may_decide: boolean;
                /** @description A remark. */
                note?: string | null;
                /** @description Who holds it on the day asked for. */
                organization: components["schemas"]["OrganizationRef"];
                /** @description Claims of other bodies that meet it. */
                overlaps: components["schemas"]["OverlapView"][];
                /** @description Why it was approved or rejected. */
                reason?: string | null;
                /** @description Whether several bodies go out through it. */
                shared_exit: boolean;
                site?: components["schemas"]["SiteRef"] | null;
                /** @description A network, an AS number (`AS64500`) or a domain. */
                space: string;
                /** @description Where it stands; only approved claims attribute. */
                state: components["schemas"]["ClaimState"];
                to?: components["schemas"]["Timestamp"] | null;
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_Contact: {
            /** @description The items. */
            items: {
                /** @description Whether they are of a body above, shown since they are meant to be called. */
                above: boolean;
                called_at?: components["schemas"]["Timestamp"] | null;
                counts_until?: components["schemas"]["Timestamp"] | null;
                /** @description E-mail addresses. */
                emails: string[];
                /** @description How far they can be relied on. */
                freshness: components["schemas"]["Freshness"];
                /** @description The person. */
                id: components["schemas"]["PersonId"];
                /** @description Whether the caller may change them and record calls. */
                may_edit: boolean;
                /** @description Name. */
                name: string;
                /** @description A remark. */
                note?: string | null;
                /** @description Whose contact point. */
                organization: components["schemas"]["OrganizationRef"];
                outcome?: components["schemas"]["CallOutcome"] | null;
                /** @description Telephone numbers. */
                phones: components["schemas"]["ContactPhone"][];
                /** @description Position. */
                position?: string | null;
                /** @description In which roles they are called. */
                roles: components["schemas"]["ContactRole"][];
                said_checked_at?: components["schemas"]["Timestamp"] | null;
                valid_from?: components["schemas"]["Timestamp"] | null;
                valid_to?: components["schemas"]["Timestamp"] | null;
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_CutOff: {
            /** @description The items. */
            items: {
                at: components["schemas"]["Timestamp"];
                /** @description Who froze them. */
                by: string;
                id: components["schemas"]["ReportId"];
                /** @description Number and hash of the log's last entry before. */
                log_head: string;
                note?: string | null;
                /** @description Merkle root over the rows, in hex. */
                root: string;
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_Directive: {
            /** @description The items. */
            items: {
                attached: components["schemas"]["Attached"];
                confirmed_at?: components["schemas"]["Timestamp"] | null;
                /** Format: date */
                dated?: string | null;
                /** @description Name of the file it came in; empty for pasted text. */
                file_name: string;
                id: components["schemas"]["DirectiveId"];
                issuer?: string | null;
                number?: string | null;
                obligations: components["schemas"]["ObligationView"][];
                parent?: components["schemas"]["Parent"] | null;
                received_at: components["schemas"]["Timestamp"];
                signer?: string | null;
                state: components["schemas"]["DirectiveState"];
                subject?: string | null;
                symbol?: string | null;
                window?: components["schemas"]["Window"] | null;
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_FindingView: {
            /** @description The items. */
            items: {
                /** @description The body that answers for it (chủ quản). */
                accountable: components["schemas"]["OrganizationRef"];
                /** @description The body that has to act (vận hành). */
                acting: components["schemas"]["OrganizationRef"];
                /** @description Addresses, newest first, at most three. */
                addresses: string[];
                assignee?: components["schemas"]["AccountRef"] | null;
                /** @description Whether some of the proof is a second person's word. */
                attested: boolean;
                clean_by?: components["schemas"]["Timestamp"] | null;
                /** @description Family. */
                family: string;
                /** @description Oldest sign. */
                first_seen_at: components["schemas"]["Timestamp"];
                /** @description Its id. */
                id: components["schemas"]["FindingId"];
                /** @description Its rule set. */
                kind: components["schemas"]["FindingKind"];
                /** @description Newest sign. */
                last_seen_at: components["schemas"]["Timestamp"];
                /** @description Whether it is late. */
                overdue: boolean;
                /** @description How it is cleaned. */
                path: components["schemas"]["CleanPath"];
                /**
                 * Format: int32
                 * @description 1 (first) to 4.
                 */
                priority: number;
                /**
                 * Format: int32
                 * @description How often it came back.
                 */
                recurrences: number;
                /** @description How bad it is. */
                severity: components["schemas"]["Severity"];
                site_id?: components["schemas"]["SiteId"] | null;
                /** @description Whether the source that would tell is silent. */
                stale: boolean;
                /** @description Where it stands. */
                state: components["schemas"]["State"];
                /** @description What it is, in words. */
                title: components["schemas"]["Message"];
                until?: components["schemas"]["Timestamp"] | null;
                /** @description Last change. */
                updated_at: components["schemas"]["Timestamp"];
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_ImportPreview: {
            /** @description The items. */
            items: {
                /**
                 * Format: int64
                 * @description Rows that add something.
                 */
                added: number;
                at?: components["schemas"]["Timestamp"] | null;
                /** @description Whether it can be confirmed: something changes and nothing is wrong. */
                can_confirm: boolean;
                /**
                 * Format: int64
                 * @description Rows that change something.
                 */
                changed: number;
                /** @description What each row does. */
                diff: components["schemas"]["DiffRow"][];
                /** @description Name of the file. */
                file: string;
                /** @description Its id. */
                id: components["schemas"]["ImportId"];
                /** @description What the rows are. */
                kind: components["schemas"]["ImportKind"];
                /** @description What is wrong, by row and column; after an undoing, the rows that stayed. */
                problems: components["schemas"]["Problem"][];
                /**
                 * Format: int64
                 * @description Always 0: an import takes nothing away.
                 */
                removed: number;
                /**
                 * Format: int64
                 * @description Rows with content.
                 */
                rows: number;
                /** @description `preview`, `confirmed` or `undone`. */
                state: string;
                /**
                 * Format: int64
                 * @description Rows that change nothing.
                 */
                unchanged: number;
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_IndicatorList: {
            /** @description The items. */
            items: {
                /**
                 * Format: int64
                 * @description Size of the file in bytes.
                 */
                bytes: number;
                failure?: components["schemas"]["Message"] | null;
                /** @description Name of the file as the person knows it; empty for pasted text. */
                file_name: string;
                /** @description Its id. */
                id: components["schemas"]["IndicatorListId"];
                imported_at?: components["schemas"]["Timestamp"] | null;
                judged?: components["schemas"]["Judged"] | null;
                period_from?: components["schemas"]["Timestamp"] | null;
                period_to?: components["schemas"]["Timestamp"] | null;
                preview?: components["schemas"]["Preview"] | null;
                problem?: components["schemas"]["Problem"] | null;
                progress?: components["schemas"]["ListProgress"] | null;
                /** @description What a person settled. */
                settings: components["schemas"]["ListSettings"];
                /** @description The series that it belongs to. */
                source: string;
                /** @description Where it stands. */
                state: components["schemas"]["ListState"];
                /** @description When it arrived. */
                uploaded_at: components["schemas"]["Timestamp"];
                withdrawn?: components["schemas"]["WithdrawnView"] | null;
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_Job: {
            /** @description The items. */
            items: {
                /** @description When it was queued. */
                created_at: components["schemas"]["Timestamp"];
                /**
                 * Format: int64
                 * @description Steps done.
                 */
                done: number;
                error?: components["schemas"]["JobFailure"] | null;
                finished_at?: components["schemas"]["Timestamp"] | null;
                /** @description Its id. */
                id: components["schemas"]["JobId"];
                /** @description Its kind. */
                kind: string;
                organization_id?: components["schemas"]["OrganizationId"] | null;
                /**
                 * Format: double
                 * @description Share that is done, 0 to 1, where the number of steps is known.
                 */
                progress?: number | null;
                stage?: components["schemas"]["Message"] | null;
                /** @description Where it stands. */
                state: components["schemas"]["JobState"];
                /**
                 * Format: int64
                 * @description Steps in all, where known.
                 */
                total?: number | null;
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_ListRow: {
            /** @description The items. */
            items: {
                /** @description Where. */
                address: string;
                /** @description The bodies that it may belong to, best first. */
                candidates: components["schemas"]["CandidateView"][];
                /**
                 * Format: int64
                 * @description How many times.
                 */
                count: number;
                /** @description What was called. */
                destination?: string | null;
                /** @description Canonical family. */
                family: string;
                /** @description Family as the list writes it. */
                family_written: string;
                first_seen_at?: components["schemas"]["Timestamp"] | null;
                /** @description Its id. */
                id: components["schemas"]["RowId"];
                last_seen_at?: components["schemas"]["Timestamp"] | null;
                /**
                 * Format: int32
                 * @description Rows that were merged into it.
                 */
                merged: number;
                /** @description Notes of the row. */
                note?: string | null;
                organization?: components["schemas"]["OrganizationRef"] | null;
                /** @description Why. */
                reason: components["schemas"]["Message"];
                /**
                 * Format: int64
                 * @description Row in the file.
                 */
                row: number;
                /**
                 * Format: int32
                 * @description Port on the side of the infected address.
                 */
                source_port?: number | null;
                /** @description What became of it. */
                status: components["schemas"]["RowStatus"];
                /** @description The body that the list names. */
                unit?: string | null;
                /** @description Whether the body that the list names is the same. */
                unit_agrees?: boolean | null;
                /** @description Why it can hardly be right. */
                warnings: components["schemas"]["Message"][];
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_LogEntry: {
            /** @description The items. */
            items: {
                /** @description What happened, as a past participle. */
                action: string;
                /** @description Who did it. */
                actor: components["schemas"]["LogActor"];
                /** @description When it was recorded. */
                at: components["schemas"]["Timestamp"];
                /** @description Hash of the entry, in hex. */
                hash: string;
                /** @description What happened, to be shown. */
                label: components["schemas"]["Message"];
                organization?: components["schemas"]["OrganizationRef"] | null;
                /**
                 * Format: int64
                 * @description Number, from 1 without a gap.
                 */
                seq: number;
                /** @description What it happened to. */
                subject: components["schemas"]["LogSubject"];
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_Organization: {
            /** @description The items. */
            items: {
                /** @description National code (Decision 20/2020/QĐ-TTg). */
                code?: string | null;
                /** @description What belongs to it. */
                counts: components["schemas"]["OrganizationCounts"];
                from?: components["schemas"]["Timestamp"] | null;
                /** @description Its id. */
                id: components["schemas"]["OrganizationId"];
                /** @description Sort of body. */
                kind: components["schemas"]["OrganizationKind"];
                /** @description Its name on the day asked for. */
                name: string;
                parent?: components["schemas"]["OrganizationRef"] | null;
                /** @description Its short name. */
                short_name?: string | null;
                /** @description Who followed it. */
                successors: components["schemas"]["SuccessionView"][];
                to?: components["schemas"]["Timestamp"] | null;
                /** @description Zone in which its days begin. */
                zone: string;
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_OwnSession: {
            /** @description The items. */
            items: {
                /** @description What the browser said about itself. */
                client: string;
                /** @description When it began. */
                created_at: components["schemas"]["Timestamp"];
                /** @description Whether it is the one that asks. */
                current: boolean;
                /** @description When it ends at the latest. */
                expires_at: components["schemas"]["Timestamp"];
                /**
                 * Format: uuid
                 * @description Its id; not the secret.
                 */
                id: string;
                /** @description When it was last used. */
                seen_at: components["schemas"]["Timestamp"];
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_Person: {
            /** @description The items. */
            items: {
                /** @description E-mail addresses. */
                emails: string[];
                /** @description Whether the personal data was erased. */
                erased: boolean;
                /** @description Their id. */
                id: components["schemas"]["PersonId"];
                /** @description Name; empty once erased. */
                name: string;
                /** @description Where they work. */
                organization: components["schemas"]["OrganizationRef"];
                /** @description Telephone numbers. */
                phones: string[];
                /** @description Position. */
                position?: string | null;
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_QueueRow: {
            /** @description The items. */
            items: (components["schemas"]["ListRow"] & {
                /** @description The list. */
                list_id: components["schemas"]["IndicatorListId"];
                /** @description Name of its file. */
                list_name: string;
            })[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_Site: {
            /** @description The items. */
            items: {
                /** @description Postal address. */
                address?: string | null;
                /** @description Its id. */
                id: components["schemas"]["SiteId"];
                /** @description Its name. */
                name: string;
                /** @description Whose it is. */
                organization: components["schemas"]["OrganizationRef"];
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_Token: {
            /** @description The items. */
            items: {
                /** @description When it was made. */
                created_at: components["schemas"]["Timestamp"];
                /** @description Until when it counts. */
                expires_at: components["schemas"]["Timestamp"];
                /** @description Its id. */
                id: components["schemas"]["TokenId"];
                last_used_at?: components["schemas"]["Timestamp"] | null;
                /** @description What it is for. */
                name: string;
                /** @description From where it counts; none: from anywhere. */
                network?: string | null;
                /** @description What it may do. */
                scopes: components["schemas"]["Permission"][];
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        Page_WarningListView: {
            /** @description The items. */
            items: {
                /** @description Why its entries can hardly be infected machines. */
                description: string;
                /**
                 * Format: int64
                 * @description Ranges and names that are used.
                 */
                entries?: number | null;
                /** @description Its id. */
                id: string;
                imported_at?: components["schemas"]["Timestamp"] | null;
                imported_by?: components["schemas"]["AccountRef"] | null;
                /** @description Under which licence it may be used. */
                licence?: string | null;
                /** @description Its name. */
                name: string;
                /** @description Whether it came with the program; those cannot be removed. */
                shipped: boolean;
                /** @description Where it comes from. */
                source?: string | null;
                /** @description Its version, as its source numbers it. */
                version?: string | null;
            }[];
            /** @description Where the next page begins; none: this is the last. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many items there are in all, where that is known.
             */
            total?: number | null;
        };
        /** @description The letter that a directive carries out. */
        Parent: {
            /**
             * Format: date
             * @description Day of issue.
             */
            dated?: string | null;
            directive_id?: components["schemas"]["DirectiveId"] | null;
            /** @description Number and symbol; as written where it has none. */
            number: string;
        };
        /** @description A change of password. */
        PasswordChange: {
            /** @description The new one, at least 12 characters. */
            new_password: string;
            /** @description The present password. */
            password: string;
        };
        /** @description The present password, asked for again. */
        PasswordConfirmation: {
            /** @description The present password. */
            password: string;
        };
        /** @description From an instant (included) to an instant (excluded); open where nothing is said. */
        Period: {
            from?: components["schemas"]["Timestamp"] | null;
            to?: components["schemas"]["Timestamp"] | null;
        };
        /**
         * @description Where a period was taken from.
         * @enum {string}
         */
        PeriodSource: "title" | "rows";
        /**
         * @description One thing that may be done. Every route asks for exactly one.
         * @enum {string}
         */
        Permission: "organizations.view" | "organizations.edit" | "claims.view" | "claims.edit" | "claims.approve" | "people.view" | "people.edit" | "sites.view" | "sites.edit" | "contacts.view" | "contacts.edit" | "imports.run" | "exports.make" | "lists.view" | "lists.import" | "attribution.decide" | "findings.view" | "findings.act" | "findings.approve" | "directives.view" | "directives.issue" | "directives.answer" | "directives.freeze" | "board.view" | "reports.make" | "accounts.manage" | "settings.manage" | "settings.view" | "jobs.view" | "jobs.manage" | "log.view" | "log.verify" | "blobs.use" | "search.use" | "events.hear" | "demo.manage" | "self.manage" | "tokens.own";
        /** @description A person. */
        Person: {
            /** @description E-mail addresses. */
            emails: string[];
            /** @description Whether the personal data was erased. */
            erased: boolean;
            /** @description Their id. */
            id: components["schemas"]["PersonId"];
            /** @description Name; empty once erased. */
            name: string;
            /** @description Where they work. */
            organization: components["schemas"]["OrganizationRef"];
            /** @description Telephone numbers. */
            phones: string[];
            /** @description Position. */
            position?: string | null;
        };
        /** @description A person to be entered, or all that is known of one from now on. */
        PersonForm: {
            /** @description E-mail addresses. */
            emails?: string[];
            /** @description Full name. */
            name: string;
            /** @description Where they work. */
            organization_id: components["schemas"]["OrganizationId"];
            /** @description Telephone numbers. */
            phones?: string[];
            /** @description Position. */
            position?: string | null;
        };
        /**
         * Format: uuid
         * @description A person known to the registry.
         */
        PersonId: string;
        /**
         * @description Why a number cannot be right.
         * @enum {string}
         */
        PhoneDoubt: "too_short" | "too_long" | "no_area_code";
        /** @description A place in a file that a person can go to. Every part is optional but the file's name. */
        Place: {
            /** @description Column by its header, or by letter where there is none. */
            column?: string | null;
            /** @description Name of the file as the person knows it; empty for pasted text. */
            file: string;
            /**
             * Format: int64
             * @description Row as the person's own program counts it, from 1.
             */
            row?: number | null;
            /** @description Sheet or table in the file. */
            sheet?: string | null;
        };
        /**
         * @description Over what completion is counted.
         * @enum {string}
         */
        Population: "bodies" | "systems" | "assets" | "listed_addresses";
        /** @description Whom a directive binds. */
        PopulationAnswer: {
            /**
             * Format: int64
             * @description How many are bound in all.
             */
            bound: number;
            /** @description The bodies that the caller may see, by name. */
            organizations: components["schemas"]["OrganizationRef"][];
            query?: components["schemas"]["PopulationQuery"] | null;
        };
        /** @description Whom a directive is to bind: bodies one by one, or by a rule. */
        PopulationBody: {
            /** @description The bodies. */
            organization_ids?: components["schemas"]["OrganizationId"][] | null;
            query?: components["schemas"]["PopulationQuery"] | null;
        };
        /** @description Bodies by a rule: of these kinds, below this body. */
        PopulationQuery: {
            /**
             * Format: int32
             * @description Only bodies that are at most so many steps below the top of the tree.
             */
            depth?: number | null;
            /** @description Kinds of body; empty: all. */
            kinds?: components["schemas"]["OrganizationKind"][];
            under?: components["schemas"]["OrganizationId"] | null;
        };
        /** @description Over what completion is counted. */
        PopulationView: {
            /**
             * Format: int64
             * @description Bodies that are bound.
             */
            bound: number;
            /** @description What is counted. */
            kind: components["schemas"]["Population"];
            /** @description The rule by which they were chosen, as a query. */
            query?: string | null;
        };
        /** @description What was read of a draft; what the person sees before anything counts. */
        Preview: {
            /** @description Format of the file. */
            format?: string | null;
            /** @description The first rows as they stand in the file, for settling the columns. */
            head: string[][];
            /** @description What became of them. */
            judged: components["schemas"]["Judged"];
            mapping?: components["schemas"]["Mapping"] | null;
            /** @description What only a person can answer. */
            questions: components["schemas"]["Question"][];
            /** @description For whom the list was made. */
            reach: components["schemas"]["ListReach"];
            report?: components["schemas"]["ReportKind"] | null;
            /** @description What the rows say. */
            summary: components["schemas"]["Summary"];
            /** @description The zone in which times without one were read. */
            zone?: string | null;
        };
        /**
         * @description One thing that is wrong in foreign input.
         *
         *     `code` is a key under `problems` in the translation files; its text says what would be right.
         */
        Problem: {
            /** @description Values that the message names, such as the text that was found. */
            arguments?: {
                [key: string]: string;
            };
            /** @description What, as a key under `problems`, such as `list.address_invalid`. */
            code: string;
            /** @description Where. */
            place: components["schemas"]["Place"];
        };
        /** @description A refusal as it is sent (RFC 9457), `application/problem+json`. */
        ProblemDetails: {
            /** @description Values that the message names. */
            arguments?: {
                [key: string]: string;
            };
            /** @description Key under `errors` in the translation files. */
            code: string;
            /** @description What happened and what to do, translated. */
            detail: string;
            /** @description What is wrong in the input, place by place. */
            problems?: components["schemas"]["Problem"][];
            /** @description Number of the request, to be told to whoever looks after the server. */
            request_id: string;
            /**
             * Format: int32
             * @description HTTP status.
             */
            status: number;
            /** @description What sort of refusal it is, translated. */
            title: string;
            /** @description `urn:luytre:problem:` and the code. */
            type: string;
        };
        /** @description Problems of one code. */
        ProblemGroup: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description The first [`EXAMPLES`]. */
            first: components["schemas"]["Problem"][];
            /** @description What they mean for their rows. */
            severity: components["schemas"]["RowProblemSeverity"];
        };
        /**
         * @description What stands behind a claim of completion.
         * @enum {string}
         */
        ProofClass: "said" | "shown" | "measured";
        /** @description How far one proof is. */
        ProofView: {
            /** @description Whether it is met by a second person's word. */
            attested: boolean;
            /**
             * Format: int64
             * @description Whole days watched, for the quiet time.
             */
            days_done?: number | null;
            /**
             * Format: int64
             * @description Days needed, for the quiet time.
             */
            days_needed?: number | null;
            /** @description Whether only evidence independent of the people concerned meets it. */
            independent: boolean;
            /** @description Whether it is met. */
            met: boolean;
            /** @description Its name in the kind's table; its words are `malware.proof.<name>`. */
            proof: string;
        };
        /** @description Something that only a person can answer before the list counts. */
        Question: {
            /** @enum {string} */
            ask: "address";
            /** @description The columns, by position. */
            columns: number[];
        } | {
            /** @enum {string} */
            ask: "port";
            /** @description The column, by position. */
            column: number;
        } | {
            /** @enum {string} */
            ask: "zone";
        } | {
            /** @enum {string} */
            ask: "date_order";
            /**
             * Format: int64
             * @description Dates that only fit the day first.
             */
            day_first: number;
            /**
             * Format: int64
             * @description Dates that only fit the month first.
             */
            month_first: number;
        } | {
            /** @enum {string} */
            ask: "content";
        };
        /** @description A row that waits, with its list. */
        QueueRow: components["schemas"]["ListRow"] & {
            /** @description The list. */
            list_id: components["schemas"]["IndicatorListId"];
            /** @description Name of its file. */
            list_name: string;
        };
        /** @description A field as it was read. */
        ReadField: {
            at?: components["schemas"]["TextRange"] | null;
            confidence?: components["schemas"]["Confidence"] | null;
            found: boolean;
            name: string;
            value?: string | null;
        };
        /** @description The reading beside the text. */
        ReadingView: {
            addressees: string[];
            blocks: components["schemas"]["TextBlock"][];
            cited: components["schemas"]["CitedView"][];
            contacts: components["schemas"]["ContactView"][];
            /** @description Whether the reading was erased. */
            erased: boolean;
            fields: components["schemas"]["ReadField"][];
            /** @description What a person should look at. */
            notes: components["schemas"]["Message"][];
            recipients: components["schemas"]["RecipientView"][];
        };
        /** @description A line of the recipients. */
        RecipientView: {
            organization?: components["schemas"]["OrganizationRef"] | null;
            /** @description `act`, `report_to`, `carry_out`, `coordinate`, `know` or `file`. */
            role: string;
            text: string;
        };
        /** @description Codes to sign in with when the authenticator is lost; each counts once. */
        RecoveryCodes: {
            /** @description The codes, shown this once. */
            recovery_codes: string[];
        };
        /**
         * Format: uuid
         * @description A report with frozen figures.
         */
        ReportId: string;
        /** @description A kind of report, known by its file name. */
        ReportKind: {
            /** @description As in the file name, such as `event4_sinkhole_http`. */
            name: string;
            /** @description What its addresses are. */
            subject: components["schemas"]["Subject"];
        };
        /** @description Whose password a link sets. */
        Reset: {
            /** @description Login name. */
            login: string;
            /** @description Name. */
            name: string;
        };
        /**
         * @description What a person is trusted with, on a body and everything below it.
         * @enum {string}
         */
        Role: "issue" | "supervise" | "operate" | "act" | "view";
        /**
         * @description What a row does.
         * @enum {string}
         */
        RowAction: "add" | "change" | "unchanged" | "error";
        /**
         * Format: uuid
         * @description One row of a list.
         */
        RowId: string;
        /**
         * @description What a problem means for its row.
         * @enum {string}
         */
        RowProblemSeverity: "refused" | "value_lost" | "doubtful" | "note";
        /**
         * @description What became of a row of a list.
         * @enum {string}
         */
        RowStatus: "attributed" | "ambiguous" | "unattributed" | "flagged" | "outside";
        /** @description Who is signed in and what they may do. */
        Session: {
            account?: components["schemas"]["Account"] | null;
            /** @description Whether the sample province is loaded. */
            demo_loaded: boolean;
            /** @description Whether the installation waits for its first account. */
            first_account_needed: boolean;
            /** @description Language of the answers. */
            locale: components["schemas"]["Locale"];
            organization?: components["schemas"]["OrganizationRef"] | null;
            /** @description What the account may do somewhere. */
            permissions: components["schemas"]["Permission"][];
            /** @description Whether anybody is signed in. */
            signed_in: boolean;
            /** @description Version of the program. */
            version: string;
        };
        /** @description The settings of the installation. */
        Settings: {
            /**
             * Format: int32
             * @description Days until a new finding should be clean where the directive sets no date, 1 to 365.
             */
            clean_days?: number;
            /** @description Whether the sample province is loaded; set by loading and clearing it. */
            demo_loaded?: boolean;
            /** @description Name of the province or body that runs the installation, as it stands on reports. */
            province_name?: string;
            /**
             * Format: int32
             * @description Days of quiet after cleaning until a finding is verified, 1 to 90.
             */
            watch_days?: number;
            /** @description Zone of bodies that have none of their own, by its IANA name. */
            zone?: string;
        };
        /**
         * @description How bad it is, independent of how soon it must be done.
         * @enum {string}
         */
        Severity: "low" | "medium" | "high" | "critical";
        /** @description A count over its denominator. */
        Share: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /**
             * Format: int64
             * @description Of how many.
             */
            total: number;
        };
        /** @description What is needed to sign in. */
        SignIn: {
            /** @description Login name. */
            login: string;
            /** @description Password. */
            password: string;
            /** @description One-time code or recovery code, where the account asks for one. */
            totp?: string | null;
        };
        /** @description A site. */
        Site: {
            /** @description Postal address. */
            address?: string | null;
            /** @description Its id. */
            id: components["schemas"]["SiteId"];
            /** @description Its name. */
            name: string;
            /** @description Whose it is. */
            organization: components["schemas"]["OrganizationRef"];
        };
        /** @description A site to be entered, or all that is known of one from now on. */
        SiteForm: {
            /** @description Postal address. */
            address?: string | null;
            /** @description Name, unique within the body. */
            name: string;
            /** @description Whose it is. */
            organization_id: components["schemas"]["OrganizationId"];
        };
        /**
         * Format: uuid
         * @description A place where a body has machines.
         */
        SiteId: string;
        /** @description The place behind a claim. */
        SiteRef: {
            /** @description Its id. */
            id: components["schemas"]["SiteId"];
            /** @description Its name. */
            name: string;
        };
        /**
         * @description The kinds of space.
         * @enum {string}
         */
        SpaceKind: "cidr" | "asn" | "domain";
        /**
         * @description Where a finding stands. Exactly these (design, decision 5.1).
         * @enum {string}
         */
        State: "open" | "acknowledged" | "claimed_fixed" | "under_watch" | "verified" | "regressed" | "unknown" | "risk_accepted" | "unsupported" | "false_positive";
        /** @description A stored file. */
        StoredFile: {
            /**
             * Format: int64
             * @description Size in bytes.
             */
            bytes: number;
            /** @description Its content hash; evidence names files by it. */
            id: components["schemas"]["BlobId"];
            /** @description Name as the person knows it. */
            name: string;
        };
        /** @description One line of the story. */
        Story: {
            at?: components["schemas"]["Timestamp"] | null;
            by?: components["schemas"]["AccountRef"] | null;
            detail?: components["schemas"]["Message"] | null;
            /** @description What sort of thing. */
            kind: components["schemas"]["StoryKind"];
            /** @description What a person said about it; none also when it was erased. */
            note?: string | null;
            state?: components["schemas"]["State"] | null;
            /** @description What happened, in words. */
            title: components["schemas"]["Message"];
        };
        /**
         * @description What sort of thing a line tells, which decides its sign and colour.
         * @enum {string}
         */
        StoryKind: "source" | "attribution" | "step" | "evidence" | "missing";
        /**
         * @description What the listed address of a report is.
         * @enum {string}
         */
        Subject: "infected" | "compromised" | "attacker" | "victim" | "exposed";
        /** @description A succession. */
        SuccessionForm: {
            /** @description First day or instant of the new state. */
            at: string;
            /** @description In which way. */
            kind: components["schemas"]["SuccessionKind"];
            /** @description Who follows. */
            successors: components["schemas"]["SuccessorForm"][];
        };
        /**
         * @description How a body came to be followed by others.
         * @enum {string}
         */
        SuccessionKind: "merged" | "split" | "renamed" | "abolished";
        /** @description Something that happened to a body. */
        SuccessionView: {
            /** @description First instant of the new state. */
            at: components["schemas"]["Timestamp"];
            /** @description In which way. */
            kind: components["schemas"]["SuccessionKind"];
            /** @description Who followed. */
            organizations: components["schemas"]["OrganizationRef"][];
        };
        /** @description A successor. */
        SuccessorForm: {
            /** @description What it inherits. */
            inherits?: components["schemas"]["InheritsForm"];
            /** @description The body. */
            organization_id: components["schemas"]["OrganizationId"];
            /** @description Sites that go to it with their findings and claims. */
            sites?: components["schemas"]["SiteId"][];
        };
        /** @description What a list holds, for the preview and the record of the import. */
        Summary: {
            /**
             * Format: int64
             * @description Rows that are no data: headings, totals, repeated headers.
             */
            asides: number;
            /**
             * Format: int64
             * @description Sightings that a person should decide about.
             */
            doubtful: number;
            /** @description Families by canonical id, with the number of sightings before merging. */
            families: {
                [key: string]: number;
            };
            /**
             * Format: int64
             * @description How many were merged into others (`read` less `sightings`).
             */
            merged: number;
            period?: components["schemas"]["ListPeriod"] | null;
            /** @description Problems by code. */
            problems: {
                [key: string]: components["schemas"]["ProblemGroup"];
            };
            /** @description What must be asked before the list counts. */
            questions: components["schemas"]["Question"][];
            /**
             * Format: int64
             * @description Sightings before merging: one for each address of a row.
             */
            read: number;
            /**
             * Format: int64
             * @description Rows of which nothing could be used.
             */
            refused_rows: number;
            /**
             * Format: int64
             * @description Rows below the header that are not blank.
             */
            rows: number;
            /**
             * Format: int64
             * @description Distinct sightings.
             */
            sightings: number;
            /** @description Bodies as the list names them, with the number of sightings before merging. */
            units: {
                [key: string]: number;
            };
        };
        /** @description Counts over a denominator. A percentage never appears without `total`. */
        Tally: {
            /**
             * Format: int64
             * @description Risk accepted or replacement planned; not done.
             */
            accepted: number;
            /**
             * Format: int64
             * @description How many of `verified` and `under_watch` rest on a second person's word.
             */
            attested: number;
            /**
             * Format: int64
             * @description Said to be done, nothing proves it.
             */
            claimed: number;
            /**
             * Format: int64
             * @description Not done, late.
             */
            overdue: number;
            /**
             * Format: int64
             * @description Not done, in time.
             */
            owed: number;
            /**
             * Format: int64
             * @description The denominator.
             */
            total: number;
            /**
             * Format: int64
             * @description Cleaned, the quiet time runs.
             */
            under_watch: number;
            /**
             * Format: int64
             * @description No data: the sensor or the evidence is gone.
             */
            unknown: number;
            /**
             * Format: int64
             * @description Proved by newer, independent evidence, or attested (see `attested`).
             */
            verified: number;
        };
        /** @description Something to do. */
        Task: {
            /** @description How to begin. */
            action: components["schemas"]["TaskAction"];
            /** @description What is known of it. */
            detail: components["schemas"]["Message"];
            /** @description `finding`, `attestation`, `attribution_queue`, `list` or `directive`. */
            kind: string;
            /**
             * Format: int32
             * @description 1 (first) to 4.
             */
            priority: number;
            /** @description What it is about. */
            title: components["schemas"]["Message"];
        };
        /** @description One button. */
        TaskAction: {
            /** @description Where it leads, below `/api/v1`. */
            href: string;
            /** @description What it says. */
            label: components["schemas"]["Message"];
        };
        /** @description A piece of the letter's text. */
        TextBlock: {
            index: number;
            /** @description `paragraph`, `heading` (bold and centred) or `cell`. */
            kind: string;
            text: string;
        };
        /** @description A stretch of the text as [`super::directives`] shows it. */
        TextRange: {
            /** @description Index of the block. */
            block: number;
            /** @description The character after the last. */
            end: number;
            /** @description First character, from 0. */
            start: number;
        };
        /**
         * Format: date-time
         * @description An instant, UTC, in whole milliseconds since 1970 (finer parts are cut off, so that what is
         *     stored equals what is read). Written as RFC 3339.
         */
        Timestamp: string;
        /** @description Tasks, and how the branch stands. */
        Today: {
            /** @description The branch over all measures. */
            hedge: components["schemas"]["Tally"];
            /** @description First things first. */
            tasks: components["schemas"]["Task"][];
        };
        /** @description A token; its secret is not kept. */
        Token: {
            /** @description When it was made. */
            created_at: components["schemas"]["Timestamp"];
            /** @description Until when it counts. */
            expires_at: components["schemas"]["Timestamp"];
            /** @description Its id. */
            id: components["schemas"]["TokenId"];
            last_used_at?: components["schemas"]["Timestamp"] | null;
            /** @description What it is for. */
            name: string;
            /** @description From where it counts; none: from anywhere. */
            network?: string | null;
            /** @description What it may do. */
            scopes: components["schemas"]["Permission"][];
        };
        /**
         * Format: uuid
         * @description An API token.
         */
        TokenId: string;
        /** @description What an authenticator is set up with. */
        TotpEnrolment: {
            /** @description The same as an address, to be shown as a picture. */
            otpauth_uri: string;
            /** @description The secret in base32, to be typed. */
            secret: string;
        };
        /** @description How far a file has come. */
        Upload: {
            /**
             * Format: int64
             * @description Bytes announced.
             */
            bytes: number;
            /**
             * Format: int64
             * @description Bytes of a piece at most.
             */
            chunk_bytes: number;
            /** @description When it is removed if nothing more arrives. */
            expires_at: components["schemas"]["Timestamp"];
            file_id?: components["schemas"]["BlobId"] | null;
            /** @description Its id; the route that takes the file over is told it in the field `upload`. */
            id: components["schemas"]["UploadId"];
            /** @description Name of the file, made harmless. */
            name: string;
            /**
             * Format: int64
             * @description Bytes received, which is where the next piece begins.
             */
            received: number;
        };
        /** @description A file that somebody is about to send. */
        UploadAnnouncement: {
            /**
             * Format: int64
             * @description Its length in bytes.
             */
            bytes: number;
            /** @description Its name. */
            name: string;
            /** @description What it is for. */
            purpose: components["schemas"]["UploadPurpose"];
            /** @description The SHA-256 of the whole of it, 64 hex digits. */
            sha256: components["schemas"]["BlobId"];
        };
        /** @description A list as uploaded: a file, or pasted text. */
        UploadForm: {
            /**
             * Format: binary
             * @description The file: CSV, XLSX, DOCX, PDF with text.
             */
            file?: string | null;
            /** @description The series that it belongs to; absence from the next list of a series is evidence. */
            source?: string | null;
            /** @description Pasted text instead of a file. */
            text?: string | null;
            /** @description Id of an upload (`/api/v1/uploads`) that has arrived, instead of a file. */
            upload?: string | null;
        };
        /**
         * Format: uuid
         * @description A file that is still arriving.
         */
        UploadId: string;
        /**
         * @description What an upload is for; the route that takes it over asks for that.
         * @enum {string}
         */
        UploadPurpose: "list" | "letter" | "evidence";
        /** @description Heads that must still be in the log. */
        VerificationRequest: {
            /** @description At most 1,000. */
            heads?: components["schemas"]["KeptHead"][];
        };
        /** @description Warning lists as uploaded. */
        WarningForm: {
            /**
             * Format: binary
             * @description A file `list.json` of the MISP warning lists; may be repeated.
             */
            file: string;
            /** @description Under which licence they may be used. */
            licence?: string | null;
            /** @description Where they come from. */
            source?: string | null;
        };
        /** @description What came of the files. */
        WarningImport: {
            /** @description One for each file. */
            items: components["schemas"]["WarningOutcome"][];
        };
        /** @description A warning list. */
        WarningListView: {
            /** @description Why its entries can hardly be infected machines. */
            description: string;
            /**
             * Format: int64
             * @description Ranges and names that are used.
             */
            entries?: number | null;
            /** @description Its id. */
            id: string;
            imported_at?: components["schemas"]["Timestamp"] | null;
            imported_by?: components["schemas"]["AccountRef"] | null;
            /** @description Under which licence it may be used. */
            licence?: string | null;
            /** @description Its name. */
            name: string;
            /** @description Whether it came with the program; those cannot be removed. */
            shipped: boolean;
            /** @description Where it comes from. */
            source?: string | null;
            /** @description Its version, as its source numbers it. */
            version?: string | null;
        };
        /** @description What came of one file. */
        WarningOutcome: {
            /**
             * Format: int64
             * @description Ranges and names taken.
             */
            entries: number;
            /** @description Name of the file. */
            file: string;
            /** @description The list. */
            id: string;
            ignored?: components["schemas"]["Ignored"] | null;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Entries that are neither a range nor a name.
             */
            unreadable: number;
            /** @description Its version. */
            version: string;
        };
        /** @description The time for which a directive holds. */
        Window: {
            /**
             * Format: date
             * @description First day, if stated.
             */
            from?: string | null;
            /** @description As written in the letter. */
            text?: string;
            /**
             * Format: date
             * @description Last day, if stated.
             */
            to?: string | null;
        };
        /** @description Why a list is taken back. */
        Withdrawal: {
            /** @description The reason; required. */
            reason: string;
        };
        /** @description What taking a list back does. */
        WithdrawalEffect: {
            /**
             * Format: int64
             * @description Findings that stand on this list alone: they are closed as withdrawn.
             */
            closed: number;
            /**
             * Format: int64
             * @description Pieces of evidence that no longer count.
             */
            evidence: number;
            /**
             * Format: int64
             * @description Findings that other lists name too: they stay, their dates are worked out again.
             */
            kept: number;
            /**
             * Format: int64
             * @description Findings that had come back by this list alone: they stand again as before it.
             */
            restored: number;
            /**
             * Format: int64
             * @description Findings that were under watch or verified and no longer are, because absence from this list
             *     was part of their proof.
             */
            unproved: number;
            /**
             * Format: int64
             * @description Rows of this list that wait for a body and no longer do.
             */
            waiting: number;
        };
        /** @description Why a claim is taken back. */
        WithdrawalForm: {
            /** @description Why, if said. */
            reason?: string | null;
        };
        /** @description How a list was taken back. */
        WithdrawnView: {
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            by?: components["schemas"]["AccountRef"] | null;
            /** @description Why; none also when it was erased. */
            reason?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_accounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The accounts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Account"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Inviting"];
            };
        };
        responses: {
            /** @description The link */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    erase_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account */
                account_id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erased */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    disable_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account */
                account_id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disabled */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    enable_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account */
                account_id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Enabled */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    reset_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account */
                account_id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_account_roles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account */
                account_id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Grants"];
            };
        };
        responses: {
            /** @description Its roles now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_attribution_queue: {
        parameters: {
            query?: {
                /** @description Text in address, family or unit. */
                q?: string;
                /** @description Where to begin: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows at most, 1 to 500; 50 where nothing is said. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rows that wait */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_QueueRow"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    decide_attribution: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decisions"];
            };
        };
        responses: {
            /** @description Decided */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_claims: {
        parameters: {
            query?: {
                /** @description Held by this body. */
                organization?: components["schemas"]["OrganizationId"];
                /** @description An address, network or domain, or part of a note or a body's name. */
                q?: string;
                /** @description In this state. */
                state?: components["schemas"]["ClaimState"];
                /** @description Only claims that meet another body's. */
                overlapping?: boolean;
                /** @description Holders as of this instant; now where nothing is said. */
                as_of?: components["schemas"]["Timestamp"];
                /** @description Where to begin: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Claims at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Claims */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Claim"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_claim: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimForm"];
            };
        };
        responses: {
            /** @description The claim */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    look_up_address: {
        parameters: {
            query: {
                /** @description An address, a domain, or an AS number (`AS64500`). */
                address: string;
                /** @description At which instant; now where nothing is said. */
                at?: components["schemas"]["Timestamp"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupView"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_claim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The claim */
                claim_id: components["schemas"]["ClaimId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The claim */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    change_claim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The claim */
                claim_id: components["schemas"]["ClaimId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimChange"];
            };
        };
        responses: {
            /** @description The claim */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    decide_claim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The claim */
                claim_id: components["schemas"]["ClaimId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApprovalForm"];
            };
        };
        responses: {
            /** @description The claim */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    withdraw_claim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The claim */
                claim_id: components["schemas"]["ClaimId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawalForm"];
            };
        };
        responses: {
            /** @description The claim */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_contacts: {
        parameters: {
            query?: {
                /** @description Name, position, body, e-mail (without regard to marks) or digits of a number. */
                q?: string;
                /** @description Of this body and those below it. */
                organization?: components["schemas"]["OrganizationId"];
                /** @description In this role. */
                role?: components["schemas"]["ContactRole"];
                /** @description That can be relied on so far. */
                freshness?: components["schemas"]["Freshness"];
                /** @description Where to begin: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Contact points at most, 1 to 500; 50 where nothing is said. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Contact points */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Contact"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_contact: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactForm"];
            };
        };
        responses: {
            /** @description The contact point */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_contact_coverage: {
        parameters: {
            query?: {
                /** @description This body alone; none: all of the branch. */
                organization?: components["schemas"]["OrganizationId"];
                /** @description At which instant; now where nothing is said. */
                at?: components["schemas"]["Timestamp"];
                /** @description Bodies at most, 1 to 2000; 50 where nothing is said. The sums are of all. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactCoverage"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_contact_ladder: {
        parameters: {
            query?: {
                /** @description Whom to call about this finding. */
                finding?: components["schemas"]["FindingId"];
                /** @description Whom to call about this address, network, domain or AS number. */
                address?: string;
                /** @description Whom to call at this body. */
                organization?: components["schemas"]["OrganizationId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whom to call */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactLadder"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                person_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contact point */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    change_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                person_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactForm"];
            };
        };
        responses: {
            /** @description The contact point */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    record_contact_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                person_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactCheckForm"];
            };
        };
        responses: {
            /** @description The contact point */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    clear_demo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClearRequest"];
            };
        };
        responses: {
            /** @description Cleared */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_directives: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Directives */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Directive"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    receive_directive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["LetterForm"];
            };
        };
        responses: {
            /** @description The draft */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectiveDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_directive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The directive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectiveDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    discard_directive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Thrown away */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    correct_directive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DirectivePatch"];
            };
        };
        responses: {
            /** @description The directive now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectiveDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_board: {
        parameters: {
            query?: {
                /** @description A past instant, RFC 3339; now where nothing is said. */
                as_of?: components["schemas"]["Timestamp"];
                /** @description Frozen figures. */
                cut_off?: components["schemas"]["ReportId"];
            };
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The board */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    close_directive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The directive now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectiveDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    confirm_directive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The directive now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectiveDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_cut_offs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Frozen figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CutOff"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    freeze_figures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CutOffBody"];
            };
        };
        responses: {
            /** @description Frozen */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CutOff"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    explain_figure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplanationBody"];
            };
        };
        responses: {
            /** @description Kept */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    attach_directive_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["LetterForm"];
            };
        };
        responses: {
            /** @description The directive */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectiveDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_directive_obligations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ObligationsBody"];
            };
        };
        responses: {
            /** @description The directive now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectiveDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_directive_population: {
        parameters: {
            query?: {
                /**
                 * @description Kinds of body, separated by commas; with it or `under` or `depth`, what the rule would bind
                 *     is shown in place of what is bound.
                 */
                kinds?: string;
                /** @description Only this body and those below it. */
                under?: components["schemas"]["OrganizationId"];
                /** @description Only bodies at most so many steps below the top. */
                depth?: number;
            };
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bodies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PopulationAnswer"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    bind_directive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PopulationBody"];
            };
        };
        responses: {
            /** @description The bodies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PopulationAnswer"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    make_report: {
        parameters: {
            query?: {
                /** @description `docx`, `pdf`, `xlsx`, `csv` or `json`; `docx` where nothing is said. */
                format?: "docx" | "pdf" | "xlsx" | "csv" | "json";
                /** @description `state`, `party` or `mass_organization`; `state` where nothing is said. */
                layout?: string;
                /** @description Of frozen figures. */
                cut_off?: components["schemas"]["ReportId"];
                /** @description Of a past instant. */
                as_of?: components["schemas"]["Timestamp"];
            };
            header?: never;
            path: {
                /** @description The directive */
                directive_id: components["schemas"]["DirectiveId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    hear_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    export_registry: {
        parameters: {
            query?: {
                /** @description CSV where nothing is said. */
                format?: "csv" | "xlsx";
            };
            header?: never;
            path: {
                /** @description organizations, claims, people, contacts or sites */
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    upload_file: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileForm"];
            };
        };
        responses: {
            /** @description Stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredFile"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    read_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The file */
                file_id: components["schemas"]["BlobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_findings: {
        parameters: {
            query?: {
                /** @description States, separated by commas. */
                state?: string;
                /** @description Only of this body and those below it. */
                organization?: components["schemas"]["OrganizationId"];
                /**
                 * @description Only what stands behind this directive: its measures and its bodies. `organization` is then
                 *     the body of a row of its board, with the bodies that count there.
                 */
                directive?: components["schemas"]["DirectiveId"];
                /** @description Only what stands behind this obligation of `directive`. */
                obligation?: components["schemas"]["ObligationId"];
                /** @description Only late ones; with an obligation, by its day too. */
                overdue?: boolean;
                /** @description Text in the family, or an address. */
                q?: string;
                /** @description Only those changed at or after this instant. */
                updated_since?: components["schemas"]["Timestamp"];
                /** @description `urgency` (the default) or `updated`. */
                sort?: string;
                /** @description Where to begin: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Findings at most, 1 to 500; 50 where nothing is said. */
                limit?: number;
                /** @description Format of an export: `csv`, `xlsx` or `json`. */
                format?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Findings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FindingView"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    act_on_findings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkAction"];
            };
        };
        responses: {
            /** @description What came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResult"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    export_findings: {
        parameters: {
            query?: {
                /** @description States, separated by commas. */
                state?: string;
                /** @description Only of this body and those below it. */
                organization?: components["schemas"]["OrganizationId"];
                /**
                 * @description Only what stands behind this directive: its measures and its bodies. `organization` is then
                 *     the body of a row of its board, with the bodies that count there.
                 */
                directive?: components["schemas"]["DirectiveId"];
                /** @description Only what stands behind this obligation of `directive`. */
                obligation?: components["schemas"]["ObligationId"];
                /** @description Only late ones; with an obligation, by its day too. */
                overdue?: boolean;
                /** @description Text in the family, or an address. */
                q?: string;
                /** @description Only those changed at or after this instant. */
                updated_since?: components["schemas"]["Timestamp"];
                /** @description `urgency` (the default) or `updated`. */
                sort?: string;
                /** @description Where to begin: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Findings at most, 1 to 500; 50 where nothing is said. */
                limit?: number;
                /** @description Format of an export: `csv`, `xlsx` or `json`. */
                format?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The finding */
                finding_id: components["schemas"]["FindingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The finding */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    act_on_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The finding */
                finding_id: components["schemas"]["FindingId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Action"];
            };
        };
        responses: {
            /** @description The finding after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingDetail"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_first_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstAccount"];
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_imports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Imports */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ImportPreview"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The import's id */
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreview"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    preview_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the rows are: organizations, claims, people, contacts or sites */
                import: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportForm"];
            };
        };
        responses: {
            /** @description What it would do */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreview"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    discard_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The import's id */
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    confirm_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The import's id */
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreview"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    undo_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The import's id */
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is left */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreview"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_indicator_lists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lists */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_IndicatorList"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    upload_indicator_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["UploadForm"];
            };
        };
        responses: {
            /** @description Being read */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndicatorList"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_indicator_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The list */
                list_id: components["schemas"]["IndicatorListId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndicatorList"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    discard_indicator_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The list */
                list_id: components["schemas"]["IndicatorListId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Thrown away */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    confirm_indicator_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The list */
                list_id: components["schemas"]["IndicatorListId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Confirmation"];
            };
        };
        responses: {
            /** @description Being imported */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndicatorList"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_indicator_list_rows: {
        parameters: {
            query?: {
                /** @description Only of this status. */
                status?: components["schemas"]["RowStatus"];
                /** @description Where to begin: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows at most, 1 to 500; 50 where nothing is said. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The list */
                list_id: components["schemas"]["IndicatorListId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ListRow"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    settle_indicator_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The list */
                list_id: components["schemas"]["IndicatorListId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListSettings"];
            };
        };
        responses: {
            /** @description Being read again */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndicatorList"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_withdrawal_effect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The list */
                list_id: components["schemas"]["IndicatorListId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The effect */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithdrawalEffect"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    withdraw_indicator_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The list */
                list_id: components["schemas"]["IndicatorListId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Withdrawal"];
            };
        };
        responses: {
            /** @description The list as withdrawn */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndicatorList"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The secret of the link */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invitation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    accept_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The secret of the link */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Joining"];
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_jobs: {
        parameters: {
            query?: {
                /** @description Where to begin: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Items at most, 1 to 500; 50 where nothing is said. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Jobs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Job"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job */
                job_id: components["schemas"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    cancel_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job */
                job_id: components["schemas"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_log_entries: {
        parameters: {
            query?: {
                /** @description Kind of thing that it happened to, such as `organization`. */
                subject_kind?: string;
                /** @description Id of the thing. */
                subject_id?: string;
                /** @description Account that did it. */
                actor?: components["schemas"]["AccountId"];
                /** @description Body whose branch it is about. */
                organization?: components["schemas"]["OrganizationId"];
                /** @description What happened. */
                action?: string;
                /** @description From this instant on. */
                from?: components["schemas"]["Timestamp"];
                /** @description Before this instant. */
                to?: components["schemas"]["Timestamp"];
                /** @description Where to begin: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Items at most, 1 to 500; 50 where nothing is said. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LogEntry"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_log_head: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last entry */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Head"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    verify_log: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["VerificationRequest"] | null;
            };
        };
        responses: {
            /** @description The result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogVerification"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    choose_locale: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocaleChoice"];
            };
        };
        responses: {
            /** @description Chosen */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OwnSession"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    revoke_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    enable_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstCode"];
            };
        };
        responses: {
            /** @description Recovery codes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    begin_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpEnrolment"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    disable_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordConfirmation"];
            };
        };
        responses: {
            /** @description No code is asked for any longer */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_organizations: {
        parameters: {
            query?: {
                /** @description Part of a name, or a national code. */
                q?: string;
                /** @description Only bodies directly below this one. */
                parent?: components["schemas"]["OrganizationId"];
                /** @description As of this instant; now where nothing is said. */
                as_of?: components["schemas"]["Timestamp"];
                /** @description Where to begin: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Bodies at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Bodies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Organization"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_organization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationForm"];
            };
        };
        responses: {
            /** @description The body */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_organization_tree: {
        parameters: {
            query?: {
                /** @description As of this instant; now where nothing is said. */
                as_of?: components["schemas"]["Timestamp"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Bodies at the top */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationNode"][];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_organization: {
        parameters: {
            query?: {
                /** @description As of this instant; now where nothing is said. */
                as_of?: components["schemas"]["Timestamp"];
            };
            header?: never;
            path: {
                /** @description The body */
                organization_id: components["schemas"]["OrganizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    change_organization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The body */
                organization_id: components["schemas"]["OrganizationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationChange"];
            };
        };
        responses: {
            /** @description The body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    succeed_organization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The body */
                organization_id: components["schemas"]["OrganizationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuccessionForm"];
            };
        };
        responses: {
            /** @description The body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_people: {
        parameters: {
            query?: {
                /** @description Of this body. */
                organization?: components["schemas"]["OrganizationId"];
                /** @description Part of the name. */
                q?: string;
                /** @description Where to begin: `next_cursor` of the page before. */
                cursor?: string;
                /** @description People at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Person"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_person: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonForm"];
            };
        };
        responses: {
            /** @description The person */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    change_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                person_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonForm"];
            };
        };
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    erase_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                person_id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erased */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_reset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The secret of the link */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reset"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    accept_reset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The secret of the link */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description The password is set; sign in with it */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description Name, code, address, network, domain, family; number, subject or issuer of a letter. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Found"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    set_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Settings"];
            };
        };
        responses: {
            /** @description The settings now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_sites: {
        parameters: {
            query?: {
                /** @description Of this body. */
                organization?: components["schemas"]["OrganizationId"];
                /** @description Part of the name. */
                q?: string;
                /** @description Where to begin: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Sites at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sites */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Site"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_site: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteForm"];
            };
        };
        responses: {
            /** @description The site */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    change_site: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site */
                site_id: components["schemas"]["SiteId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteForm"];
            };
        };
        responses: {
            /** @description The site */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_today: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tasks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tokens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Token"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    create_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description The token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeToken"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    revoke_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token */
                token_id: components["schemas"]["TokenId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    begin_upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadAnnouncement"];
            };
        };
        responses: {
            /** @description Announced */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The upload */
                upload_id: components["schemas"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    abandon_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The upload */
                upload_id: components["schemas"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Given up */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    continue_upload: {
        parameters: {
            query?: never;
            header: {
                /** @description Byte of the file where the piece begins */
                "Upload-Offset": number;
                /** @description SHA-256 of the piece, as `sha-256=:base64:` (RFC 9530) */
                "Content-Digest"?: string | null;
            };
            path: {
                /** @description The upload */
                upload_id: components["schemas"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": number[];
            };
        };
        responses: {
            /** @description How far */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    finish_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The upload */
                upload_id: components["schemas"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    list_warning_lists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Warning lists */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_WarningListView"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    import_warning_lists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["WarningForm"];
            };
        };
        responses: {
            /** @description What came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WarningImport"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    remove_warning_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The warning list */
                warning_list_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It lives */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    show_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is ready */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Refused; `code` says why, `detail` what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    show_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
}
