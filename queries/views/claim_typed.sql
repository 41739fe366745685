-- Is a claim that a reader typed true, as far as published figures can tell?
-- One row per claim of the JSON texts, shaped as the tables claim and claim_input.
create macro claim_typed(claims_json, inputs_json) as table
with typed_claim as (
    select unnest(from_json(claims_json, '[{"claim_id": "VARCHAR", "team_id": "VARCHAR", "model_id": "VARCHAR", "kind": "VARCHAR", "operator": "VARCHAR", "value_text": "VARCHAR", "unit": "VARCHAR", "rounding": "DECIMAL(18,6)", "aggregate": "VARCHAR", "parts": "VARCHAR", "n_parts": "BIGINT", "claimed_on": "DATE", "source_id": "VARCHAR"}]'), recursive := true)
),

typed_input as (
    select unnest(from_json(inputs_json, '[{"claim_id": "VARCHAR", "role": "VARCHAR", "item": "VARCHAR", "record": "VARCHAR", "model_id": "VARCHAR", "benchmark_id": "VARCHAR", "field": "VARCHAR", "round": "VARCHAR", "criterion": "VARCHAR", "team_id": "VARCHAR", "country": "VARCHAR", "factor": "DECIMAL(18,6)", "source_id": "VARCHAR"}]'), recursive := true)
)

from claim_checked('typed_claim', 'typed_input');

comment on macro table claim_typed is 'A typed claim judged as the recorded ones are';
