-- Which published figures does a claim that a reader typed rest on?
-- One row per figure of the JSON texts, shaped as the tables claim and claim_input.
create macro claim_typed_figure(claims_json, inputs_json) as table
with said_claim as (
    from typed_claim(claims_json)
),

said_input as (
    from typed_input(inputs_json)
)

from claim_figure('said_claim', 'said_input')
where moment = 'now';

comment on macro table claim_typed_figure is
    'The figures of a typed claim, found as those of the recorded ones; columns as there';
