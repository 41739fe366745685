-- Is a claim that a reader typed true, as far as published figures can tell?
-- One row per claim of the JSON texts, shaped as the tables claim and claim_input.
create macro claim_typed(claims_json, inputs_json) as table
with said_claim as (
    from typed_claim(claims_json)
),

said_input as (
    from typed_input(inputs_json)
)

from claim_checked('said_claim', 'said_input');

comment on macro table claim_typed is 'A typed claim judged as the recorded ones are; columns as there';
