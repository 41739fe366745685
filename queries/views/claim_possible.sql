-- Does the asserted relation hold somewhere in the limits of the quantity?
-- One answer per limits, operator, asserted value and step; a blank upper limit is none.
create macro claim_possible(low, high, operator, asserted, step) as
    coalesce(case operator
        when '>=' then half_up(high, step) >= asserted
        when '>' then high > asserted
        when '<=' then half_up(low, step) <= asserted
        when '<' then low < asserted
        else half_up(low, step) <= half_up(asserted, step) and coalesce(half_up(high, step) >= half_up(asserted, step), true)
    end, true);

comment on macro claim_possible is 'Whether the relation holds at the claim''s decimals for any value within the limits; more than and less than are not rounded';
